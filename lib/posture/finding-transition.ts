import type { Resolution } from "../domain/finding-state.ts";
import type { CheckResult } from "../domain/scan-report.ts";
import { type Severity, severityRank } from "../domain/severity.ts";
import type { FindingChange, FindingStanding, StandingEvent } from "./apply-results.ts";

/** When a scan saw a subject, and whether it came to its end. */
interface Look {
  at: string;
  complete: boolean;
}

/** A fail of something that was never seen failing. */
export function openFinding(result: CheckResult, at: string): FindingChange {
  const after: FindingStanding = {
    fingerprint: result.fingerprint,
    checkId: result.checkId,
    nodeUid: result.subject.kind === "Node" ? result.subject.uid : null,
    state: "open",
    decision: null,
    resolution: null,
    severity: result.severity,
    verdict: "fail",
    reason: result.reason,
    firstSeenAt: at,
    failingSince: at,
    lastSeenAt: at,
    lastCheckedAt: at,
    resolvedAt: null,
  };
  return { before: null, after, result, evidence: "replace", events: [{ kind: "opened", at, message: result.reason }] };
}

/** Closes a finding for a reason that is no judgement of its subject. */
export function resolve(
  before: FindingStanding,
  why: { at: string; resolution: Resolution; message: string },
): FindingChange {
  const after: FindingStanding = {
    ...before,
    state: "resolved",
    resolution: why.resolution,
    reason: why.message,
    failingSince: null,
    resolvedAt: why.at,
  };
  const events: StandingEvent[] = [{ kind: "resolved", at: why.at, message: why.message }];
  return { before, after, result: null, evidence: "keep", events };
}

/** A scan that ended early saw less than the one before it: what it did not see makes nothing milder. */
function severityNow(before: FindingStanding, { severity }: CheckResult, complete: boolean): Severity {
  const milder = severityRank(severity) > severityRank(before.severity);
  return milder && !complete && before.state !== "resolved" ? before.severity : severity;
}

function failAgain(before: FindingStanding, result: CheckResult, { at, complete }: Look): FindingChange {
  const returns = before.state === "resolved";
  const severity = severityNow(before, result, complete);
  const events: StandingEvent[] = [];
  if (returns) events.push({ kind: "reopened", at, message: result.reason });
  if (!returns && before.severity !== severity) {
    const direction = severityRank(severity) < severityRank(before.severity) ? "worse" : "milder";
    const message = `Severity is ${direction}: ${before.severity} → ${severity}. ${result.reason}`;
    events.push({ kind: "severity-changed", at, message });
  }
  // What was only acknowledged needs eyes again when it comes back; a decision about the risk stands.
  const decision = returns && before.decision === "acknowledged" ? null : before.decision;
  const after: FindingStanding = {
    ...before,
    state: returns ? (decision ?? "open") : before.state,
    decision,
    resolution: null,
    severity,
    verdict: "fail",
    reason: result.reason,
    failingSince: before.failingSince ?? at,
    lastSeenAt: at,
    lastCheckedAt: at,
    resolvedAt: null,
  };
  return { before, after, result, evidence: returns ? "flip" : "replace", events };
}

function doubt(before: FindingStanding, result: CheckResult, at: string): FindingChange | null {
  if (before.state === "resolved") return null;
  const events: StandingEvent[] =
    before.verdict === "unknown" ? [] : [{ kind: "unknown", at, message: `Could not be checked: ${result.reason}` }];
  return { before, after: { ...before, verdict: "unknown", reason: result.reason }, result, evidence: "keep", events };
}

function clear(before: FindingStanding, result: CheckResult, at: string): FindingChange {
  const resolution = result.verdict === "pass" ? "fixed" : "out-of-scope";
  if (before.state === "resolved") {
    const after = { ...before, verdict: result.verdict, reason: result.reason, lastCheckedAt: at };
    const wasClear = before.verdict === "pass" || before.verdict === "not-applicable";
    return { before, after, result, evidence: wasClear ? "replace" : "flip", events: [] };
  }
  const after: FindingStanding = {
    ...before,
    state: "resolved",
    resolution,
    verdict: result.verdict,
    reason: result.reason,
    failingSince: null,
    lastCheckedAt: at,
    resolvedAt: at,
  };
  return { before, after, result, evidence: "flip", events: [{ kind: "resolved", at, message: result.reason }] };
}

/** One judgement of a subject that has a finding; null when it tells nothing. */
export function judgeExisting(before: FindingStanding, result: CheckResult, look: Look): FindingChange | null {
  const { at, complete } = look;
  if (result.verdict === "fail") return failAgain(before, result, look);
  if (result.verdict === "unknown") return doubt(before, result, at);
  if (result.verdict === "not-applicable" && !complete) return null;
  return clear(before, result, at);
}
