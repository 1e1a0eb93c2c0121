import type { CheckResult } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import { noCounts } from "./score.ts";

export type VerdictCounts = Record<Verdict, number>;

/** What must never be hidden comes first: a fail outweighs a doubt, a doubt outweighs a pass. */
const order: readonly Verdict[] = ["fail", "unknown", "pass", "not-applicable"];

const merged = new WeakSet<readonly CheckResult[]>();

/** Keeps one result a fingerprint, the gravest: a subject that fails on one address fails. The order is kept. */
export function mergeByFingerprint(results: readonly CheckResult[]): readonly CheckResult[] {
  if (merged.has(results)) return results;
  const kept = keepGravest(results);
  merged.add(kept);
  return kept;
}

function keepGravest(results: readonly CheckResult[]): CheckResult[] {
  const gravest = new Map<string, CheckResult>();
  for (const result of results) {
    const other = gravest.get(result.fingerprint);
    if (!other || order.indexOf(result.verdict) < order.indexOf(other.verdict)) gravest.set(result.fingerprint, result);
  }
  return [...gravest.values()];
}

/** Counts results by verdict. */
export function countVerdicts(results: readonly { verdict: Verdict }[]): VerdictCounts {
  const counts: VerdictCounts = { fail: 0, pass: 0, unknown: 0, "not-applicable": 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

/** Counts fails by severity. */
export function countFails(results: readonly { verdict: Verdict; severity: Severity }[]): SeverityCounts {
  const counts = noCounts();
  for (const result of results) if (result.verdict === "fail") counts[result.severity] += 1;
  return counts;
}

/**
 * When a result was seen: its newest evidence, held inside the scan's own time, because evidence may quote dates of the
 * cluster. RFC 3339.
 */
export function seenAt(result: CheckResult, scan: { startedAt: string; finishedAt: string }): string {
  const start = Date.parse(scan.startedAt);
  const end = Math.max(start, Date.parse(scan.finishedAt));
  const times = result.evidence.map((item) => Date.parse(item.at)).filter(Number.isFinite);
  const newest = times.length > 0 ? Math.max(...times) : start;
  return new Date(Math.min(end, Math.max(start, newest))).toISOString();
}
