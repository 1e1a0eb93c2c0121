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
  role: "control-plane" | "worker";
  distribution: string;
  zone: string | null;
  checked: boolean | null;
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
