import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import type { ChartMark } from "./series.ts";

interface Props {
  marks: readonly ChartMark[];
  columns: number;
}

/** Rows that labels are spread over, so that neighbours do not lie on each other. */
const rows = 2;

/** Under this share of the width a label has no room beside the next one of its row: a sign stands for it. */
const roomy = 0.07;

/** A dashed line at each mark, through the whole chart. */
export function MarkLines({ marks, columns }: Props) {
  return marks.map((mark) => (
    <div
      key={`${mark.column}-${mark.label}`}
      aria-hidden
      className="pointer-events-none absolute inset-y-0 border-s border-dashed border-ink-2"
      style={{ left: `${(mark.column / columns) * 100}%` }}
    />
  ));
}

/** The labels of the marks over their lines; each leads to what changed there. */
export function MarkRow({ marks, columns }: Props) {
  const places = [...marks].sort((a, b) => a.column - b.column);
  const used = Math.min(rows, places.length);
  return (
    <ul
      dir="ltr"
      aria-label={t.trends.marks.title}
      className="relative mt-1 ms-9 text-xs print:text-[10px]"
      style={{ height: `${used * 24}px` }}
    >
      {places.map((mark, index) => {
        const next = places[index + used]?.column ?? columns;
        const after = (next - mark.column) / columns;
        const before = (mark.column - (places[index - used]?.column ?? 0)) / columns;
        // At the right end a label stands before its line.
        const flipped = after < roomy && before >= 2 * roomy;
        const room = flipped ? before / 2 : after;
        const share = (mark.column / columns) * 100;
        return (
          <li
            key={`${mark.column}-${mark.label}`}
            className={cn("absolute bottom-0 border-dashed border-ink-2", flipped ? "border-e pe-1" : "border-s ps-1")}
            style={{
              ...(flipped ? { right: `${100 - share}%` } : { left: `${share}%` }),
              maxWidth: `${room * 100}%`,
              height: `${(used - (index % used)) * 24}px`,
            }}
          >
            <Link
              href={mark.href}
              title={`${mark.label}: ${mark.detail}`}
              className="relative z-10 block min-w-6 truncate bg-page pe-1 leading-6 text-ink-2 hover:text-ink hover:underline"
            >
              {room >= roomy ? mark.label : <span aria-hidden>{t.trends.marks.sign}</span>}
              <span className="sr-only">
                {room >= roomy ? "" : mark.label} {mark.detail}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
