import type { Severity } from "../lib/domain/severity.ts";
import * as t from "../lib/messages/index.ts";
import { SeverityShape } from "./severity-shape.tsx";
import { cn } from "./ui/class-names.ts";

const colours: Record<Severity, string> = {
  critical: "text-critical",
  high: "text-high",
  medium: "text-medium",
  low: "text-low",
  info: "text-info",
};

/** A severity as shape, colour and word, each of them enough alone. */
export function SeverityBadge({ severity, className }: { severity: Severity; className?: string }) {
  return (
    <span
      className={cn("inline-flex items-center gap-1.5 whitespace-nowrap font-medium", colours[severity], className)}
    >
      <SeverityShape shape={severity} />
      {t.words.severity[severity]}
    </span>
  );
}
