import type { ImportedOpinion } from "./imported.ts";
import type { ClusterNode, Inventory, KubeletConfigAnswer } from "./inventory.ts";
import type { Observation, Sweep } from "./observation.ts";
import type { BaselineInForce } from "./port-baseline.ts";
import type { PortOwner } from "./port-owner.ts";
import type { Protocol } from "./port-state.ts";
import type { PreviousScan } from "./previous-scan.ts";
import type { Right, RightHolder } from "./rbac.ts";
import type { ScanProblem, ScanProfile } from "./scan-report.ts";
import type { EffectiveSetting, SettingComponent } from "./setting.ts";
import type { Vantage } from "./vantage.ts";
import type { Consumer, Door } from "./workload.ts";

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
  /** The value of a setting that counts on a node, out of every source there is. */
  setting(component: SettingComponent, node: string | null, name: string): EffectiveSetting;
  /** Who a port belongs to, the most telling owner first; empty where nobody declares it. */
  owners(node: string | null, port: number, protocol?: Protocol): readonly PortOwner[];
  /** Who holds a right, and through what; null where roles or bindings could not be read. */
  holders(right: Right): readonly RightHolder[] | null;
  /** What is known to walk through a door; null where it could not be looked for. */
  usersOf(door: Door): readonly Consumer[] | null;
  /** The last complete scan of this cluster from this vantage, indexed like this one; null where there is none. */
  previous: PreviousEvidence | null;
  /** The ports that are meant to be open; null where nobody said so. */
  baseline: BaselineInForce | null;
  /** What other tools said of the cluster, newest first. */
  imported: readonly ImportedOpinion[];
  /** The scan's own choice where the cloud's metadata service answers, "169.254.169.254:80"; null: not to be asked. */
  metadataEndpoint: string | null;
}

/** Look-ups over an earlier scan; nodes are found by uid there, since names can be reused. */
export interface PreviousEvidence {
  scan: PreviousScan;
  stateOf(nodeUid: string, port: number, protocol?: Protocol): ReturnType<Evidence["stateOf"]>;
}
