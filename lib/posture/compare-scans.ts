import type { ChangeKind } from "../domain/finding-state.ts";
import { type ScanProfile, scanProfiles } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Verdict } from "../domain/verdict.ts";

/** One result as far as a comparison reads it. */
export interface ComparedResult {
  fingerprint: string;
  checkId: string;
  verdict: Verdict;
  severity: Severity;
  headline: string;
  reason: string;
  subject: Subject;
  vantage: VantageKind;
}

export interface ComparedScan {
  results: readonly ComparedResult[];
  complete: boolean;
  profile: ScanProfile;
  /** Uids of every node of the cluster; null when they could not be listed. */
  nodeUids: readonly string[] | null;
}

export interface ResultChange {
  kind: ChangeKind;
  /** The result of the second scan, else of the first. */
  result: ComparedResult;
  detail: string | null;
}

type Difference = Omit<ResultChange, "result">;

const looksAtLess = (a: ScanProfile, b: ScanProfile): boolean => scanProfiles.indexOf(a) < scanProfiles.indexOf(b);

function changedField(a: ComparedResult, b: ComparedResult): string | null {
  const fields: [string, string, string][] = [
    ["severity", a.severity, b.severity],
    ["vantage", a.vantage, b.vantage],
    ["headline", a.headline, b.headline],
  ];
  const found = fields.find(([, before, after]) => before !== after);
  return found ? `${found[0]}: ${found[1]} → ${found[2]}` : null;
}

function compareVerdicts(a: ComparedResult, b: ComparedResult): Difference {
  if (a.verdict === "unknown" && b.verdict === "unknown") return { kind: "same", detail: null };
  if (a.verdict === "unknown") return { kind: "not-comparable", detail: `Unknown in the first scan: ${a.reason}` };
  if (b.verdict === "unknown") return { kind: "not-comparable", detail: `Unknown in the second scan: ${b.reason}` };
  if (a.verdict === "fail" && b.verdict === "pass") return { kind: "fixed", detail: b.reason };
  if (a.verdict !== "fail" && b.verdict === "fail") return { kind: "new", detail: b.reason };
  if (a.verdict !== b.verdict) return { kind: "changed", detail: `verdict: ${a.verdict} → ${b.verdict}` };
  const detail = a.verdict === "fail" ? changedField(a, b) : null;
  return detail ? { kind: "changed", detail } : { kind: "same", detail: null };
}

function isGone(result: ComparedResult, a: ComparedScan, b: ComparedScan): boolean {
  if (result.subject.kind !== "Node" || !b.complete || !b.nodeUids?.length) return false;
  const wasThere = a.nodeUids?.includes(result.subject.uid) ?? true;
  return wasThere && !b.nodeUids.includes(result.subject.uid);
}

/** A subject that only the second scan judged: new, unless the first did not look as far. */
function onlyInSecond(a: ComparedScan, b: ComparedScan, result: ComparedResult): Difference {
  if (result.verdict === "unknown") return { kind: "not-comparable", detail: `Unknown: ${result.reason}` };
  if (!a.complete) return { kind: "not-comparable", detail: "The first scan is partial and did not look at it." };
  if (looksAtLess(a.profile, b.profile)) {
    return { kind: "not-comparable", detail: `The first scan's profile ${a.profile} looks at less than ${b.profile}.` };
  }
  const blind = a.results.find((other) => other.checkId === result.checkId && other.verdict === "unknown");
  if (blind) return { kind: "not-comparable", detail: `Unknown in the first scan: ${blind.reason}` };
  if (result.verdict === "fail") return { kind: "new", detail: result.reason };
  return { kind: "changed", detail: `verdict: not judged → ${result.verdict}` };
}

function onlyInFirst(a: ComparedScan, b: ComparedScan, result: ComparedResult): Difference {
  if (isGone(result, a, b)) return { kind: "gone-with-node", detail: "The node is no longer in the cluster." };
  return { kind: "not-comparable", detail: "The second scan did not look at it." };
}

/** Compares two scans of one cluster, result by result; "fixed" needs a pass, and what one side could not see is said. */
export function compareScans(a: ComparedScan, b: ComparedScan): ResultChange[] {
  const second = new Map(b.results.map((result) => [result.fingerprint, result]));
  const first = new Set(a.results.map((result) => result.fingerprint));
  const changes: ResultChange[] = [];
  for (const before of a.results) {
    const after = second.get(before.fingerprint);
    if (after && !isGone(after, a, b)) changes.push({ ...compareVerdicts(before, after), result: after });
    else changes.push({ ...onlyInFirst(a, b, before), result: before });
  }
  for (const after of b.results) {
    if (!first.has(after.fingerprint)) changes.push({ ...onlyInSecond(a, b, after), result: after });
  }
  return changes;
}
