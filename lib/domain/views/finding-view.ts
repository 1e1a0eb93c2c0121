import type { Beside } from "../beside.ts";
import type { EvidenceItem, References } from "../check.ts";
import type { FilterTerm } from "../filter-language/terms.ts";
import type { FindingEventKind, FindingState, Resolution } from "../finding-state.ts";
import type { Protocol } from "../port-state.ts";
import type { Remediation, RemediationContext } from "../remediation.ts";
import type { Severity } from "../severity.ts";
import type { Subject } from "../subject.ts";
import type { VantageKind } from "../vantage.ts";
import type { Verdict } from "../verdict.ts";

export interface FindingRow {
  id: string;
  fingerprint: string;
  checkId: string;
  component: string;
  headline: string;
  severity: Severity;
  /** The last verdict: an open finding whose check could not look is still open, with verdict "unknown". */
  verdict: Verdict;
  state: FindingState;
  resolution: Resolution | null;
  clusterId: string;
  clusterName: string;
  subject: Subject;
  nodeId: string | null;
  node: string | null;
  port: number | null;
  protocol: Protocol | null;
  vantage: VantageKind;
  firstSeenAt: string;
  /** Start of the present run of fails; null when resolved. */
  failingSince: string | null;
  lastSeenAt: string;
  lastCheckedAt: string;
  resolvedAt: string | null;
  assignee: string | null;
  /** null where it is not open, or its severity has no date. */
  dueAt: string | null;
  acceptanceId: string | null;
  /** Grows with every act of triage. */
  triageVersion: number;
  comments: number;
}

export interface FindingEvent {
  id: string;
  kind: FindingEventKind;
  at: string;
  scanId: string | null;
  message: string;
  /** The person, of acts of triage. */
  by: string | null;
}

export interface FindingDetail extends FindingRow {
  reason: string;
  evidence: EvidenceItem[];
  /** Evidence of the last opposite verdict, for before and after. */
  previousEvidence: EvidenceItem[];
  remediation: Remediation;
  context: RemediationContext;
  references: References;
  beside: Beside;
  events: FindingEvent[];
  /** The re-check that runs or ran last. */
  recheck: Recheck | null;
  lastScanId: string | null;
}

export interface Recheck {
  id: string;
  state: "queued" | "running" | "done" | "failed";
  verdict: Verdict | null;
  reason: string | null;
  requestedAt: string;
  finishedAt: string | null;
}

export const findingSorts = [
  "severity",
  "-failing-since",
  "failing-since",
  "node",
  "check",
  "-last-checked",
  // By when it is to be put right, the most urgent first.
  "due",
] as const;
export type FindingSort = (typeof findingSorts)[number];

export const findingGroups = ["finding", "check", "node"] as const;
export type FindingGroupBy = (typeof findingGroups)[number];

/** What the findings page and API can be asked; arrays mean "any of". */
export interface FindingQuery {
  cluster?: string;
  /** Id or name; "-" is on no node. */
  node?: string;
  check?: string[];
  component?: string[];
  severity?: Severity[];
  /** Defaults to ["open", "acknowledged"]. */
  state?: FindingState[];
  verdict?: Verdict[];
  port?: number;
  /** As it stood at this instant (RFC 3339): states and severities are those of then. */
  at?: string;
  namespace?: string[];
  /** "control-plane" or "worker". */
  nodeRole?: string[];
  distribution?: string[];
  /** Words that all must occur in headline, check, node, subject or cluster. */
  q?: string;
  /** Terms of the filter language, which hold beside all others. */
  where?: readonly FilterTerm[];
  sort?: FindingSort;
  limit?: number;
  cursor?: string;
}

/** A group of findings by check or node. */
export interface FindingGroup {
  key: string;
  /** Of a node's group; null for what lies on no node, and for groups of checks. */
  nodeId: string | null;
  /** Of a node's group, null for groups of checks. */
  clusterId: string | null;
  title: string;
  clusterName: string | null;
  worst: Severity;
  count: number;
  /** On how many nodes they are. */
  nodes: number;
  counts: Record<Severity, number>;
  oldestFailingSince: string | null;
}

/** How many would match if a filter's value were the only one of its kind: the numbers beside the toggles. */
export interface FindingFacets {
  severity: Record<Severity, number>;
  state: Record<FindingState, number>;
  check: { id: string; count: number }[];
  component: { id: string; count: number }[];
  cluster: { id: string; name: string; count: number }[];
  /** "" is what belongs to none. */
  namespace: { id: string; count: number }[];
  nodeRole: { id: string; count: number }[];
  distribution: { id: string; count: number }[];
}

/** A value of a field of the filter language, and how many findings have it; "" is what has none. */
export interface FilterFieldValue {
  value: string;
  count: number;
}
