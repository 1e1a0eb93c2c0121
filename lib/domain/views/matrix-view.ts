import type { Severity } from "../severity.ts";
import type { VantageKind } from "../vantage.ts";

/** Columns of the matrix, in its order. "read-only" is 10255 and cAdvisor, apart from the kubelet's own port. */
export const matrixClasses = [
  "kubelet",
  "read-only",
  "etcd",
  "api-server",
  "control-plane",
  "node-port",
  "other",
] as const;
export type MatrixClass = (typeof matrixClasses)[number];

/** "unknown": looked at without an answer that tells; a vantage that is not named did not look. */
export type MatrixState = "open" | "filtered" | "closed" | "unknown";

export interface MatrixCell {
  /** Most open state of the class by vantage. */
  states: Partial<Record<VantageKind, MatrixState>>;
  /** Open ports, ascending; at most 20. */
  ports: number[];
  /** Worst open finding and how many there are. */
  worst: Severity | null;
  findings: number;
  /** The worst finding, which holds the proof. */
  findingId: string | null;
}

export interface MatrixRow {
  id: string;
  name: string;
  clusterId: string;
  addresses: string[];
  roles: string[];
  /** By its roles. */
  role: "control-plane" | "worker";
  distribution: string;
  /** topology.kubernetes.io/zone. */
  zone: string | null;
  /** False: the last scan could not reach it, so that nothing of it is known now; null: never looked at. */
  checked: boolean | null;
  /** How many ports are open from anywhere; 0 where it could not be reached. */
  openPorts: number;
  worst: Severity | null;
  /** Open findings on the node. */
  findings: number;
  /** One for each class, in order; null where nothing was looked at. */
  cells: (MatrixCell | null)[];
}

export interface Matrix {
  /** Vantages that looked, widest first. */
  vantages: VantageKind[];
  rows: MatrixRow[];
  clusters: { id: string; name: string }[];
  /** Nodes that match; more than rows only where a limit was reached. */
  total: number;
}

/** Open findings of one cell, worst first. */
export interface MatrixCellFindings {
  items: { id: string; headline: string; severity: Severity }[];
  /** More than items only where a limit was reached. */
  total: number;
}
