import { severities } from "../lib/domain/severity.ts";
import type { SeverityCounts } from "../lib/domain/views/cluster-view.ts";
import * as t from "../lib/messages/index.ts";
import { SeverityShape, type Shape } from "./severity-shape.tsx";
import { cn } from "./ui/class-names.ts";
import { Link } from "./ui/link.tsx";

interface Props {
  open: SeverityCounts;
  unknown: number;
  href: (shape: Shape) => string;
}

/** The counts as a row of readouts, each a link to what it counts. What is none is quiet. */
export function SeverityReadouts({ open, unknown, href }: Props) {
  const cells = [
    ...severities.map((shape) => ({ shape, word: t.words.severity[shape], count: open[shape] })),
    { shape: "unknown" as const, word: t.words.verdict.unknown, count: unknown },
  ];
  return (
    <ul className="grid grid-cols-3 gap-y-3 sm:grid-cols-6">
      {cells.map(({ shape, word, count }) => (
        <li
          key={shape}
          className="border-s border-line ps-3 first:border-s-0 first:ps-0 max-sm:nth-[3n+1]:border-s-0 max-sm:nth-[3n+1]:ps-0"
        >
          <Link
            href={href(shape)}
            data-count={count}
            title={shape === "unknown" ? t.overview.severities.unknownMeaning : undefined}
            className="group block rounded-sm"
          >
            <span className="flex items-center gap-1.5 text-sm text-ink-2 group-hover:text-ink group-hover:underline">
              <SeverityShape shape={shape} className={count === 0 ? "opacity-50" : ""} />
              <span className="truncate">{word}</span>
            </span>
            <span className={cn("nums block text-2xl font-semibold tracking-tight", count === 0 && "text-ink-3")}>
              {count}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
