import type { EvidenceItem } from "../check.ts";
import type { ChangeKind } from "../finding-state.ts";
import type { Protocol } from "../port-state.ts";
import type { Coverage } from "../scan-report.ts";
import type { Severity } from "../severity.ts";
import type { Subject } from "../subject.ts";
import type { Vantage } from "../vantage.ts";
import type { Verdict } from "../verdict.ts";
import type { NodeRow } from "./node-view.ts";
import type { Page } from "./page.ts";
import type { ScanChange, ScanSummary } from "./scan-view.ts";

/** One of two scans: what it saw decides what can be compared. */
export interface ComparedSide {
  scan: ScanSummary;
  coverage: Coverage | null;
  rulesHash: string | null;
}

/** Checks that differ between the rules of two scans, by id. */
export interface RulesDifference {
  added: string[];
  removed: string[];
  revised: string[];
}

/** One field that differs; null where a side has none. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

export type ChangeCounts = Record<ChangeKind, number>;

/** One line of a comparison of verdicts. */
export interface ComparedResultRow extends ScanChange {
  /** Of the row, for `open`. */
  id: number;
  nodeId: string | null;
  protocol: Protocol | null;
  severity: Severity;
  subject: Subject;
  /** Null where the scan has no answer of it. */
  before: Verdict | null;
  after: Verdict | null;
  fields: FieldChange[];
}

/** One line of a comparison of ports; `port` is null for a whole target that only one scan looked at. */
export interface ComparedPortRow {
  /** "target:port" of the row, for `open`. */
  id: string;
  kind: ChangeKind;
  nodeId: string | null;
  node: string | null;
  address: string;
  port: number | null;
  protocol: Protocol;
  vantage: Vantage;
  detail: string | null;
  fields: FieldChange[];
}

/** What one side of an opened row was seen by; "removed" where it was kept and retention took it. */
export interface OpenedProof {
  at: string | null;
  reason: string | null;
  evidence: EvidenceItem[] | "removed" | null;
}

export interface OpenedResult {
  id: number;
  before: OpenedProof;
  after: OpenedProof;
}

/** What answered at a port on both sides, as lines of text. */
export interface OpenedPort {
  id: string;
  before: string[] | "removed" | null;
  after: string[] | "removed" | null;
}

export interface ScanComparison {
  a: ComparedSide;
  b: ComparedSide;
  /** Which of the two ended first. */
  earlier: "a" | "b" | "same";
  /** Null where the rules are the same, or not known of one. */
  rules: RulesDifference | null;
  counts: ChangeCounts;
  results: Page<ComparedResultRow>;
}

export interface PortComparison {
  counts: ChangeCounts;
  ports: Page<ComparedPortRow>;
}

export const nodeDifferenceKinds = ["differs", "only-a", "only-b", "not-comparable", "same"] as const;
export type NodeDifferenceKind = (typeof nodeDifferenceKinds)[number];
export const nodeParts = ["results", "ports", "settings"] as const;
export type NodePart = (typeof nodeParts)[number];

/** One line of a comparison of two nodes. */
export interface NodeDifference {
  /** Of the line: unique within its part. */
  id: string;
  kind: NodeDifferenceKind;
  part: NodePart;
  /** A check's headline, a port, or the name of a setting with its component. */
  title: string;
  checkId: string | null;
  port: number | null;
  protocol: Protocol | null;
  severity: Severity | null;
  detail: string | null;
  fields: FieldChange[];
  /** What each side said, as lines of text; for a text diff. */
  lines: { before: string[]; after: string[] };
}

export interface NodeComparison {
  a: NodeRow;
  b: NodeRow;
  counts: Record<NodePart, Record<NodeDifferenceKind, number>>;
  differences: NodeDifference[];
}
