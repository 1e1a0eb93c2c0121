import { isDeepStrictEqual } from "node:util";
import type { FindingEventKind, FindingState, Resolution } from "../domain/finding-state.ts";
import type { CheckResult } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";
import { judgeExisting, openFinding, resolve } from "./finding-transition.ts";
import { mergeByFingerprint, seenAt } from "./judgement.ts";

/** What is known of one finding before a scan is applied. Times are RFC 3339. */
export interface FindingStanding {
  fingerprint: string;
  checkId: string;
  /** Uid of the node it lies on, where its subject is a node. */
  nodeUid: string | null;
  state: FindingState;
  /** What a person decided; outlives a fix, so that an accepted risk that comes back is still accepted. */
  decision: "acknowledged" | "accepted" | "false-positive" | null;
  resolution: Resolution | null;
  severity: Severity;
  verdict: Verdict;
  reason: string;
  firstSeenAt: string;
  failingSince: string | null;
  lastSeenAt: string;
  lastCheckedAt: string;
  resolvedAt: string | null;
}

export interface StandingEvent {
  kind: FindingEventKind;
  at: string;
  message: string;
}

/** One finding that is written anew; `result` is null when it only left (node gone, check retired). */
export interface FindingChange {
  before: FindingStanding | null;
  after: FindingStanding;
  result: CheckResult | null;
  /** "flip" keeps the evidence so far as the opposite verdict's; "keep" leaves the proof of the last decision. */
  evidence: "replace" | "flip" | "keep";
  events: StandingEvent[];
}

export interface AppliedScan {
  results: readonly CheckResult[];
  startedAt: string;
  finishedAt: string;
  /** Only a complete scan may say that something is gone. */
  complete: boolean;
  /** Uids of every node of the cluster; null when they could not be listed or only some were asked for. */
  nodeUids: readonly string[] | null;
  /** Ids of every check there is; absent when the caller does not know them. */
  knownChecks?: readonly string[];
}

function applyToMissing(standing: FindingStanding, scan: AppliedScan, nodes: Set<string> | null): FindingChange | null {
  if (standing.state === "resolved" || !scan.complete) return null;
  const at = scan.finishedAt;
  if (nodes && standing.nodeUid !== null && !nodes.has(standing.nodeUid)) {
    return resolve(standing, { at, resolution: "node-gone", message: "The node is no longer in the cluster." });
  }
  if (scan.knownChecks && !scan.knownChecks.includes(standing.checkId)) {
    return resolve(standing, { at, resolution: "check-retired", message: `${standing.checkId} is no longer checked.` });
  }
  return null;
}

/**
 * Applies the results of one scan to what is known. Only a judgement of the same subject closes a finding: a pass
 * ("fixed"), or a certain "does not apply" of a complete scan ("out-of-scope"); beside that a node or check that is no
 * more. An unknown leaves it open and says so. A result older than the last look is passed over. What does not change
 * is not returned, so the same scan applied twice changes nothing.
 */
export function applyResults(known: readonly FindingStanding[], scan: AppliedScan): FindingChange[] {
  const byFingerprint = new Map(known.map((standing) => [standing.fingerprint, standing]));
  const nodes = scan.complete && scan.nodeUids?.length ? new Set(scan.nodeUids) : null;
  const changes: FindingChange[] = [];
  const judged = new Set<string>();
  for (const result of mergeByFingerprint(scan.results)) {
    const standing = byFingerprint.get(result.fingerprint);
    const gone = standing?.nodeUid != null && nodes !== null && !nodes.has(standing.nodeUid);
    if (gone && result.verdict !== "fail") continue;
    judged.add(result.fingerprint);
    // Most results are passes of what never failed.
    if (!standing && result.verdict !== "fail") continue;
    const at = seenAt(result, scan);
    if (!standing) {
      changes.push(openFinding(result, at));
    } else if (at >= standing.lastCheckedAt) {
      const change = judgeExisting(standing, result, { at, complete: scan.complete });
      if (change && !isDeepStrictEqual(change.before, change.after)) changes.push(change);
    }
  }
  for (const standing of known) {
    const change = judged.has(standing.fingerprint) ? null : applyToMissing(standing, scan, nodes);
    if (change) changes.push(change);
  }
  return changes;
}
