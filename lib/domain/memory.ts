import type { PortState, Protocol } from "./port-state.ts";
import type { Vantage } from "./vantage.ts";

/** What a port was seen as at one time. `state` is null where it was looked at and nothing is known. */
export interface PortReading {
  state: PortState | null;
  service: string | null;
  /** Id of what answered (PortAnswer), null where nothing was read. */
  answerId: number | null;
}

/** A port that is not what it was at the look before. */
export interface PortChange {
  targetId: number;
  nodeId: string | null;
  address: string;
  port: number;
  protocol: Protocol;
  vantage: Vantage;
  before: PortReading;
  after: PortReading;
  /** Start of what it was. RFC 3339. */
  since: string;
}

/** What changed in a cluster beside its findings; the words of the change feed. */
export const clusterChangeKinds = [
  "port-opened",
  "port-closed",
  "port-changed",
  "node-joined",
  "node-left",
  "node-returned",
  "node-replaced",
  "node-renamed",
  "node-changed",
  "kubelet-upgraded",
  "cluster-upgraded",
  "setting-changed",
  "service-created",
  "service-removed",
  "rules-changed",
  "clock-went-back",
  "scan-saw-less",
  "acceptance-expiring",
] as const;
export type ClusterChangeKind = (typeof clusterChangeKinds)[number];

/** One entry of the memory of a cluster. */
export interface ClusterChange {
  id: string;
  at: string;
  clusterId: string;
  nodeId: string | null;
  kind: ClusterChangeKind;
  port: number | null;
  protocol: Protocol | null;
  /** A sentence for people: "readOnlyPort: 0 → 10255 (kubelet configuration file)". */
  message: string;
  /** What it was and is, as far as it is told apart: {"name", "before", "after", "address", "vantage"…}. */
  facts: Record<string, unknown>;
  scanId: string | null;
}

/** Days that each kind of memory is kept by default; null is for ever. */
export const retentionDefaults = { intervals: 400, findings: 400, evidence: 30, rollups: null } as const;
export type RetentionKind = keyof typeof retentionDefaults;
