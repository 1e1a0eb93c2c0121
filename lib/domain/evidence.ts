import type { ClusterNode, Inventory, KubeletConfigAnswer } from "./inventory.ts";
import type { Observation, Sweep } from "./observation.ts";
import type { Protocol } from "./port-state.ts";
import type { ScanProblem, ScanProfile } from "./scan-report.ts";
import type { Vantage } from "./vantage.ts";

/** All that one scan saw, indexed for checks. Built in lib/evidence; pure data and look-ups, no I/O. */
export interface Evidence {
  inventory: Inventory;
  vantage: Vantage;
  profile: ScanProfile;
  /** When the scan looked; the only clock a check may read. */
  now: Date;
  observations: readonly Observation[];
  sweeps: readonly Sweep[];
  problems: readonly ScanProblem[];
  /** True when the scan was stopped before its end: what it did not come to is unknown, not out of reach. */
  stopped?: boolean;
  /** True where the cluster's owner allowed authorisation proofs. */
  authorizationProofs: boolean;
  node(name: string): ClusterNode | undefined;
  /** Observations of one port of a node, on every address and from every vantage. `null`: the API endpoint. */
  at(node: string | null, port: number, protocol?: Protocol): readonly Observation[];
  /** All observations of one node. */
  ofNode(node: string | null): readonly Observation[];
  /** Observations in which this service was recognised, whatever its port. */
  speaking(service: string, node?: string | null): readonly Observation[];
  /** True when the port was looked at on this node, whether or not an observation is listed for it. */
  looked(node: string | null, port: number, protocol?: Protocol): boolean;
  /**
   * State of a port of a node over all its addresses: the most open one seen. "not-looked" when no probe was made,
   * "failed" when every probe broke.
   */
  stateOf(
    node: string | null,
    port: number,
    protocol?: Protocol,
  ): "open" | "closed" | "filtered" | "open|filtered" | "failed" | "not-looked";
  /** True when any TCP port of the node answered (open or closed): the node can be reached from here. */
  reachable(node: string | null): boolean;
  kubeletConfig(node: string): KubeletConfigAnswer;
}
