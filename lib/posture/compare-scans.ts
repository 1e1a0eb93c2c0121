import type { ScanProfile } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Verdict } from "../domain/verdict.ts";
import { comparePair, type Difference, type NodeFate, type RuleChange } from "./compare-pair.ts";

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
  /** Check id → revision; left out where it is not known by which rules the scan judged. */
  rules?: Readonly<Record<string, string>> | null;
}

export interface ResultChange extends Difference {
  /** The result of the second scan, else of the first. */
  result: ComparedResult;
}

type Rules = ComparedScan["rules"];

/** What happened to a check between the rules of two scans. */
export function ruleChange(checkId: string, a: Rules, b: Rules): RuleChange {
  if (!a || !b) return "same";
  const [before, after] = [a[checkId], b[checkId]];
  if (before === after) return "same";
  if (before === undefined) return "added";
  return after === undefined ? "removed" : "revised";
}

function fateOf({ subject }: ComparedResult, a: ComparedScan, b: ComparedScan): NodeFate {
  if (subject.kind !== "Node") return "stayed";
  const lists = (scan: ComparedScan) => (scan.nodeUids?.length ? scan.nodeUids.includes(subject.uid) : null);
  if (b.complete && lists(b) === false && lists(a) !== false) return "gone";
  return lists(a) === false && lists(b) !== false ? "came" : "stayed";
}

/**
 * A node that took the name of one that is gone: what the same check said of the same port there. Everything of the
 * gone node that a first scan said is kept by check, name and port.
 */
function replacedBy(a: ComparedScan, b: ComparedScan) {
  const place = ({ checkId, subject }: ComparedResult) =>
    JSON.stringify([checkId, subject.name, subject.port ?? null, subject.protocol ?? null]);
  const left = a.results.filter((result) => fateOf(result, a, b) === "gone");
  const verdictOf = new Map(left.map((result) => [place(result), result.verdict]));
  return (result: ComparedResult): Verdict | null => verdictOf.get(place(result)) ?? null;
}

/** Compares two scans of one cluster, result by result; "fixed" needs a pass, and what one side could not see is said. */
export function compareScans(a: ComparedScan, b: ComparedScan): ResultChange[] {
  const second = new Map(b.results.map((result) => [result.fingerprint, result]));
  const first = new Set(a.results.map((result) => result.fingerprint));
  const blind = new Map(
    a.results
      .filter(({ verdict, fingerprint }) => verdict === "unknown" && second.get(fingerprint)?.verdict !== "unknown")
      .map(({ checkId, reason }) => [checkId, reason]),
  );
  const predecessor = replacedBy(a, b);
  const change = (before: ComparedResult | null, after: ComparedResult | null, result: ComparedResult) => {
    const pair = {
      before,
      after,
      node: fateOf(result, a, b),
      predecessor: before ? null : predecessor(result),
      blind: blind.get(result.checkId) ?? null,
      rules: ruleChange(result.checkId, a.rules, b.rules),
    };
    return { ...comparePair(pair, a, b), result };
  };
  return [
    ...a.results.map((before) => {
      const after = second.get(before.fingerprint) ?? null;
      return change(before, after, after ?? before);
    }),
    ...b.results.filter(({ fingerprint }) => !first.has(fingerprint)).map((after) => change(null, after, after)),
  ];
}
