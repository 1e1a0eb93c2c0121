import type { ChangeKind } from "../../lib/domain/finding-state.ts";
import type { NodeDifferenceKind } from "../../lib/domain/views/compare-view.ts";
import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import { KindMark, kindWord } from "./kind-mark.tsx";

export interface KindCount {
  kind: ChangeKind | NodeDifferenceKind;
  count: number;
  /** The address of the rows it counts; null where they are only counted. */
  href: string | null;
  meaning?: string;
}

const look = "inline-flex min-h-7 items-center gap-1.5 rounded-md border border-transparent px-2 text-sm";

function Content({ kind, count }: KindCount) {
  return (
    <>
      <KindMark kind={kind} muted={count === 0} />
      <span className={cn("text-lg font-semibold", count === 0 && "text-ink-3")}>{t.compare.number(count)}</span>
      <span className="text-ink-2">{kindWord(kind)}</span>
    </>
  );
}

/** How many of each kind, each the way to its rows; the chosen one leads back to all. */
export function KindCounts({
  counts,
  chosen,
  allHref,
}: {
  counts: KindCount[];
  chosen: string | null;
  allHref: string;
}) {
  return (
    <nav aria-label={t.compare.kindsLabel}>
      <ul className="nums -mx-2 flex flex-wrap gap-x-2 gap-y-1">
        {counts.map((of) => (
          <li key={of.kind} title={of.meaning}>
            {of.href !== null && of.count > 0 ? (
              <Link
                href={chosen === of.kind ? allHref : of.href}
                scroll={false}
                data-count={of.count}
                aria-current={chosen === of.kind ? "true" : undefined}
                className={cn(
                  look,
                  "hover:bg-sunken aria-[current=true]:border-line-strong aria-[current=true]:bg-sunken",
                )}
              >
                <Content {...of} />
              </Link>
            ) : (
              <span className={look}>
                <Content {...of} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
