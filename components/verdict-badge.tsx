import * as t from "../lib/messages/index.ts";
import type { Result } from "./result.ts";
import { SeverityShape } from "./severity-shape.tsx";
import { cn } from "./ui/class-names.ts";

const colours: Record<Result, string> = {
  fail: "text-ink",
  pass: "text-pass",
  unknown: "text-unknown",
  "not-applicable": "text-ink-3",
  accepted: "text-ink-2",
};

export const strokes: Record<Exclude<Result, "pass" | "unknown">, string> = {
  fail: "m3 3 8 8m0-8-8 8",
  "not-applicable": "M3 7h8",
  // A flag that was set: somebody put their name to it. No tick, since that is what a pass has.
  accepted: "M3 13V1.5h8L8.5 4.5 11 7.5H3",
};

function Mark({ verdict }: { verdict: Result }) {
  if (verdict === "pass" || verdict === "unknown") return <SeverityShape shape={verdict} />;
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className="size-3.5 shrink-0" fill="none" stroke="currentColor">
      <path d={strokes[verdict]} strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** A check's answer, or the acceptance of a fail, as mark and word. */
export function VerdictBadge({ verdict, className }: { verdict: Result; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap font-medium", colours[verdict], className)}>
      <Mark verdict={verdict} />
      {t.words.result[verdict]}
    </span>
  );
}
