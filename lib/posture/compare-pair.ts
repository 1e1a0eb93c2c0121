import type { ChangeKind } from "../domain/finding-state.ts";
import { type ScanProfile, scanProfiles } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Verdict } from "../domain/verdict.ts";

/** What one scan said of one subject. A "lost" answer was given, but is no longer kept. */
export interface PairSide {
  verdict: Verdict | "lost";
  severity: Severity;
  vantage: VantageKind;
  headline: string;
  reason: string;
}

/** What became of the node that a result is about: "came" is not in the first scan, "gone" not in the second. */
export type NodeFate = "stayed" | "gone" | "came";

/** What happened to the check between the rules of the two scans. */
export type RuleChange = "same" | "added" | "removed" | "revised";

/** One subject of one check in two scans; null where a scan has no answer of it. */
export interface ComparedPair {
  before: PairSide | null;
  after: PairSide | null;
  node: NodeFate;
  /** The check's verdict on the node that had this one's name in the first scan and is gone. */
  predecessor: Verdict | null;
  /** Why the check could not see in the first scan what it sees in the second; null where it could. */
  blind: string | null;
  rules: RuleChange;
}

export interface ScanReach {
  complete: boolean;
  profile: ScanProfile;
}

export interface Difference {
  kind: ChangeKind;
  /** For "changed": which field, from what to what. For "not-comparable": why. Null for "same". */
  detail: string | null;
}

/** Said of a judgement that a scan was stopped before it came to. */
export const stoppedBefore = "the scan was stopped before it came to it";

const notComparable = (detail: string): Difference => ({ kind: "not-comparable", detail });
const looksAtLess = (a: ScanProfile, b: ScanProfile): boolean => scanProfiles.indexOf(a) < scanProfiles.indexOf(b);

const fields = ["severity", "vantage", "headline"] as const;

function changedField(a: PairSide, b: PairSide): string | null {
  const found = fields.find((field) => a[field] !== b[field]);
  return found ? `${found}: ${a[found]} → ${b[found]}` : null;
}

function compareVerdicts(a: PairSide, b: PairSide): Difference {
  if (a.verdict === "lost") return notComparable("What the first scan answered is no longer kept.");
  if (b.verdict === "lost") return notComparable("What the second scan answered is no longer kept.");
  if (a.verdict === "unknown" && b.verdict === "unknown") return { kind: "same", detail: null };
  if (a.verdict === "unknown") return notComparable(`Unknown in the first scan: ${a.reason}`);
  if (b.verdict === "unknown") return notComparable(`Unknown in the second scan: ${b.reason}`);
  if (a.verdict === "fail" && b.verdict === "pass") return { kind: "fixed", detail: b.reason };
  if (a.verdict !== "fail" && b.verdict === "fail") return { kind: "new", detail: b.reason };
  if (a.verdict !== b.verdict) return { kind: "changed", detail: `verdict: ${a.verdict} → ${b.verdict}` };
  const detail = a.verdict === "fail" ? changedField(a, b) : null;
  return detail ? { kind: "changed", detail } : { kind: "same", detail: null };
}

/** A check that was revised may answer otherwise though nothing changed. */
function inBoth(a: PairSide, b: PairSide, rules: RuleChange): Difference {
  const difference = compareVerdicts(a, b);
  const claims = difference.kind === "new" || difference.kind === "fixed" || difference.kind === "changed";
  if (rules === "same" || !claims) return difference;
  return notComparable(`The rules differ: the check was revised between the scans (${a.verdict} → ${b.verdict}).`);
}

/** What lies on a node that the first scan did not have: new with its node, unless it goes on where another stopped. */
function withItsNode(after: PairSide, predecessor: Verdict | null): Difference {
  if (after.verdict === "fail" && predecessor === "fail") {
    return { kind: "changed", detail: "node: replaced by another of this name, which fails as the old one did" };
  }
  const came = predecessor ? "The node replaced another of its name" : "New with its node";
  if (after.verdict === "fail") return { kind: "new", detail: `${came}: ${after.reason}` };
  return notComparable(`${came}: there was nothing to judge at the first scan, and it is ${after.verdict} now.`);
}

/** A subject that only the second scan judged: new, unless the first did not look as far. */
function onlyInSecond(pair: ComparedPair, after: PairSide, a: ScanReach, b: ScanReach): Difference {
  if (after.verdict === "lost") return notComparable("What the second scan answered is no longer kept.");
  if (after.verdict === "unknown") return notComparable(`Unknown: ${after.reason}`);
  if (pair.rules === "added") return notComparable("The rules differ: the first scan did not have this check.");
  if (pair.node === "came") return withItsNode(after, pair.predecessor);
  if (pair.rules === "revised") return notComparable("The rules differ: the check was revised between the scans.");
  if (!a.complete) return notComparable("The first scan is partial and did not look at it.");
  if (looksAtLess(a.profile, b.profile)) {
    return notComparable(`The first scan's profile ${a.profile} looks at less than ${b.profile}.`);
  }
  if (pair.blind !== null) return notComparable(`Unknown in the first scan: ${pair.blind}`);
  if (after.verdict === "fail") return { kind: "new", detail: after.reason };
  return { kind: "changed", detail: `verdict: not judged → ${after.verdict}` };
}

function onlyInFirst(rules: RuleChange, a: ScanReach, b: ScanReach): Difference {
  if (rules === "removed") return notComparable("The rules differ: the second scan no longer had this check.");
  if (!b.complete) return notComparable("The second scan is partial and did not look at it.");
  if (looksAtLess(b.profile, a.profile)) {
    return notComparable(
      `The second scan did not look at it: its profile ${b.profile} looks at less than ${a.profile}.`,
    );
  }
  return notComparable("The second scan did not look at it: its subject is gone, or it is judged in parts there.");
}

/** Compares what two scans said of one subject. "fixed" needs a pass; what one side could not see is never claimed. */
export function comparePair(pair: ComparedPair, a: ScanReach, b: ScanReach): Difference {
  const { before, after } = pair;
  if (before && pair.node === "gone") {
    return { kind: "gone-with-node", detail: "The node is no longer in the cluster." };
  }
  if (before && after) return inBoth(before, after, pair.rules);
  if (after) return onlyInSecond(pair, after, a, b);
  return onlyInFirst(pair.rules, a, b);
}
