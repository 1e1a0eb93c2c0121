import type { ClusterChangeKind } from "../memory.ts";
import { clusterChangeKinds } from "../memory.ts";
import type { Protocol } from "../port-state.ts";
import type { Severity } from "../severity.ts";

/** What happened to a finding. "ended" is an end of which nobody knows how; the others but "fixed" are no repair. */
export const findingChangeKinds = [
  "opened",
  "reopened",
  "fixed",
  "node-gone",
  "check-retired",
  "out-of-scope",
  "ended",
  "accepted",
  "severity-changed",
  "unknown",
  "rechecked",
  // What people did, and what came of it.
  "acknowledged",
  "unacknowledged",
  "acceptance-ended",
  "false-positive",
  "assigned",
  "due-changed",
  "commented",
] as const;
export type FindingChangeKind = (typeof findingChangeKinds)[number];

/** The words of the change feed: what happened to findings, and what changed beside them. */
export const feedKinds = [...findingChangeKinds, ...clusterChangeKinds] as const;
export type FeedKind = FindingChangeKind | ClusterChangeKind;

/** What the change feed can be asked; arrays mean "any of". */
export interface ChangeQuery {
  cluster?: string;
  /** Id or name. */
  node?: string;
  kind?: FeedKind[];
  /** Of the finding, when it happened. Asked for, only what happened to findings is left; so with the four below. */
  severity?: Severity[];
  check?: string[];
  namespace?: string[];
  nodeRole?: string[];
  distribution?: string[];
  port?: number;
  /** One scan's. */
  scan?: string;
  /** UTC day (YYYY-MM-DD) or instant (RFC 3339), both included; a day until its end. */
  from?: string;
  to?: string;
  /** Recorded after this instant, whatever the time of what happened. */
  since?: string;
  /** Words that all must occur in the sentence, the finding, the node or the cluster. */
  q?: string;
  limit?: number;
  cursor?: string;
}

/** One line of the feed. */
export interface ChangeRow {
  id: string;
  at: string;
  kind: FeedKind;
  /** When it was recorded: what is new to a reader is what was recorded after their last look. */
  recordedAt: string;
  clusterId: string;
  clusterName: string;
  nodeId: string | null;
  node: string | null;
  port: number | null;
  protocol: Protocol | null;
  message: string;
  /** Versions of an upgraded kubelet; null for anything else. */
  versions: { before: string; after: string } | null;
  /** What is other in what answers at a port, in words ("certificate"); empty where it is not that, or no longer kept. */
  differs: string[];
  scanId: string | null;
  /** The complete or partial scan of the cluster before it; null where there is none or it is no longer kept. */
  previousScanId: string | null;
  /** The person, of acts of triage. */
  by?: string | null;
  /** The acceptance that began, ends soon or ended; absent for anything else. */
  acceptanceId?: string;
  /** What happened to a finding; null for what changed beside them. */
  finding: { id: string; headline: string; checkId: string; severity: Severity } | null;
}

/** A page of the feed; `atLeast` says that `total` stopped counting: there are as many, or more. */
export interface ChangePage {
  items: ChangeRow[];
  nextCursor: string | null;
  total: number;
  atLeast: boolean;
}
