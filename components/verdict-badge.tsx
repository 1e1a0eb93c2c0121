import type { Verdict } from "../lib/domain/verdict.ts";
import { t } from "../lib/messages/index.ts";
import { SeverityShape } from "./severity-shape.tsx";
import { cn } from "./ui/class-names.ts";

const colours: Record<Verdict, string> = {
  fail: "text-ink",
  pass: "text-pass",
  unknown: "text-unknown",
  "not-applicable": "text-ink-3",
};

function Mark({ verdict }: { verdict: Verdict }) {
  if (verdict === "pass" || verdict === "unknown") return <SeverityShape shape={verdict} />;
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className="size-3.5 shrink-0" fill="none" stroke="currentColor">
      <path d={verdict === "fail" ? "m3 3 8 8m0-8-8 8" : "M3 7h8"} strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

/** A check's answer as mark and word. */
export function VerdictBadge({ verdict, className }: { verdict: Verdict; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap font-medium", colours[verdict], className)}>
      <Mark verdict={verdict} />
      {t.words.verdict[verdict]}
    </span>
  );
}
