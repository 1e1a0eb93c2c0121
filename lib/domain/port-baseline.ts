import type { Protocol } from "./port-state.ts";
import type { VantageKind } from "./vantage.ts";

/** Which nodes an entry is about; what is not named is any. */
export interface BaselineNodes {
  /** "control-plane" or "worker". */
  role?: string;
  distribution?: string;
  /** A name with * for anything. */
  name?: string;
}

/** One line of what is meant to be open. */
export interface BaselineEntry {
  /** A port or a range "30000-32767". */
  ports: string;
  protocol: Protocol;
  nodes: BaselineNodes;
  /** Places from which it may be open; what is not named is any. */
  from?: VantageKind[];
  /** Of a NodePort: "namespace/name". */
  service?: string;
  owner?: string;
  /** Why it is expected; never empty. */
  because: string;
  /** UTC day on which it ends, 2027-03-31. */
  until?: string;
}

/** The ports that are meant to be open on a cluster. */
export interface PortBaseline {
  apiVersion: "breakwater.dev/v1";
  kind: "PortBaseline";
  cluster: string;
  expected: BaselineEntry[];
}

/** The version of a cluster's baseline that a scan judges by. */
export interface BaselineInForce {
  version: number;
  /** RFC 3339. */
  savedAt: string;
  savedBy: string;
  entries: readonly BaselineEntry[];
}

/** Something about the text of a baseline, where it stands and what is possible there. */
export interface BaselineProblem {
  /** A text with an error cannot be saved. */
  severity: "error" | "warning";
  /** From 1. */
  line: number;
  column: number;
  message: string;
}
