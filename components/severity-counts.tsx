import { type Severity, severities } from "../lib/domain/severity.ts";
import * as t from "../lib/messages/index.ts";
import { SeverityShape } from "./severity-shape.tsx";
import { cn } from "./ui/class-names.ts";
import { Link } from "./ui/link.tsx";

interface Props {
  counts: Record<Severity, number>;
  /** Where a count leads; without it the counts are words. */
  href?: (severity: Severity) => string;
  className?: string;
}

/** Counts by severity in one line; none of a kind are left out, none at all says so. */
export function SeverityCounts({ counts, href, className }: Props) {
  const present = severities.filter((severity) => counts[severity] > 0);
  if (present.length === 0) return <span className={cn("text-ink-3", className)}>{t.ui.none}</span>;
  return (
    <ul className={cn("nums inline-flex flex-wrap items-center gap-x-3 gap-y-0.5", className)}>
      {present.map((severity) => {
        const content = (
          <span className="inline-flex items-center gap-1" title={t.words.severity[severity]}>
            <SeverityShape shape={severity} className="size-3" />
            {counts[severity]}
            <span className="sr-only">{t.words.severity[severity]}</span>
          </span>
        );
        return (
          <li key={severity}>
            {href ? (
              <Link href={href(severity)} data-count={counts[severity]} className="relative z-10 hover:underline">
                {content}
              </Link>
            ) : (
              content
            )}
          </li>
        );
      })}
    </ul>
  );
}
