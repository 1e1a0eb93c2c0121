import { t } from "../../lib/messages/index.ts";
import { Link } from "../ui/link.tsx";
import type { ChartMark } from "./series.ts";

interface Props {
  marks: readonly ChartMark[];
  columns: number;
}

/** Under this share of the width a label has no room beside the next one: only its tick is drawn. */
const roomy = 0.1;

/** A dashed line at each mark, through the whole chart. */
export function MarkLines({ marks, columns }: Props) {
  return marks.map((mark) => (
    <div
      key={`${mark.column}-${mark.label}`}
      aria-hidden
      className="pointer-events-none absolute inset-y-0 border-l border-dashed border-ink-2"
      style={{ left: `${(mark.column / columns) * 100}%` }}
    />
  ));
}

/** The labels of the marks over their lines; each leads to what changed there. */
export function MarkRow({ marks, columns }: Props) {
  const places = [...marks].sort((a, b) => a.column - b.column);
  return (
    <ul aria-label={t.trends.marks.title} className="relative mt-1 ml-9 h-6 text-xs">
      {places.map((mark, index) => {
        const next = places[index + 1]?.column ?? columns;
        const room = (next - mark.column) / columns;
        return (
          <li
            key={`${mark.column}-${mark.label}`}
            className="absolute inset-y-0 border-l border-dashed border-ink-2 pl-1"
            style={{ left: `${(mark.column / columns) * 100}%`, maxWidth: `${room * 100}%` }}
          >
            <Link
              href={mark.href}
              title={`${mark.label}: ${mark.detail}`}
              className="block min-w-6 truncate leading-6 text-ink-2 hover:text-ink hover:underline"
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
