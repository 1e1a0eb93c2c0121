import type { Protocol } from "../../domain/port-state.ts";
import type { Severity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import type { Verdict } from "../../domain/verdict.ts";
import type { ComparedResultRow, FieldChange } from "../../domain/views/compare-view.ts";
import { comparePair, type NodeFate, type PairSide, type RuleChange, stoppedBefore } from "../../posture/index.ts";
import type { PairedScan, ScanPair } from "./scan-pair.ts";

/** How far a scan looked. */
export const reach = ({ complete, side }: PairedScan) => ({ complete, profile: side.scan.profile });

/** One row of `d`, with the finding of the same fingerprint. */
export interface Row {
  id: number;
  fingerprint: string;
  checkId: string;
  findingId: string | null;
  subject: Subject;
  nodeId: string | null;
  port: number | null;
  place: string;
  severity: Severity;
  headline: string;
  verdictA: PairSide["verdict"] | null;
  severityA: Severity | null;
  headlineA: string | null;
  reasonA: string | null;
  vantageA: VantageKind | null;
  vantageNameA: string | null;
  verdictB: PairSide["verdict"] | null;
  severityB: Severity | null;
  headlineB: string | null;
  reasonB: string | null;
  vantageB: VantageKind | null;
  vantageNameB: string | null;
  fate: NodeFate;
  predecessor: Verdict | null;
  blind: string | null;
  rules: RuleChange;
  rank: number;
  severityOrder: number;
}

function readSide(row: Row, of: "A" | "B"): PairSide | null {
  const verdict = row[`verdict${of}`];
  if (verdict === null) return null;
  const reason = row[`reason${of}`] ?? stoppedBefore;
  const headline = row[`headline${of}`] ?? row.headline;
  return {
    verdict,
    severity: row[`severity${of}`] ?? row.severity,
    vantage: row[`vantage${of}`] ?? "pod",
    headline,
    reason,
  };
}

const known = (verdict: PairSide["verdict"] | undefined): Verdict | null =>
  verdict === undefined || verdict === "lost" ? null : verdict;

function fieldsOf(row: Row, before: PairSide | null, after: PairSide | null): FieldChange[] {
  const from = (name: string | null, kind: string | null) => (name ? `${name} (${kind})` : null);
  const all: FieldChange[] = [
    { field: "verdict", before: before?.verdict ?? null, after: after?.verdict ?? null },
    { field: "severity", before: row.severityA, after: row.severityB },
    { field: "vantage", before: from(row.vantageNameA, row.vantageA), after: from(row.vantageNameB, row.vantageB) },
    { field: "headline", before: row.headlineA, after: row.headlineB },
    { field: "reason", before: before && row.reasonA, after: after && row.reasonB },
  ];
  return before && after ? all.filter((field) => field.before !== field.after) : all.slice(0, 1);
}

/** The line that people see of a row. */
export function viewOf(row: Row, pair: ScanPair): ComparedResultRow {
  const [before, after] = [readSide(row, "A"), readSide(row, "B")];
  const { node, predecessor, blind, rules } = { ...row, node: row.fate };
  const { kind, detail } = comparePair(
    { before, after, node, predecessor, blind, rules },
    reach(pair.a),
    reach(pair.b),
  );
  return {
    id: row.id,
    kind,
    fingerprint: row.fingerprint,
    findingId: row.findingId,
    checkId: row.checkId,
    headline: row.headline,
    severity: row.severity,
    subject: row.subject,
    node: row.subject.node ?? (row.subject.kind === "Node" ? row.subject.name : null),
    nodeId: row.nodeId,
    port: row.port,
    protocol: row.subject.protocol ?? (row.port === null ? null : ("TCP" satisfies Protocol)),
    before: known(before?.verdict),
    after: known(after?.verdict),
    fields: fieldsOf(row, before, after),
    detail,
  };
}
