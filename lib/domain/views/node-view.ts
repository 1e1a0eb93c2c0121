import type { Distribution } from "../distribution.ts";
import type { KubeletConfigAnswer } from "../inventory.ts";
import type { Observation, Sweep } from "../observation.ts";
import type { PortOwner } from "../port-owner.ts";
import type { PortState } from "../port-state.ts";
import type { EffectiveSetting } from "../setting.ts";
import type { Vantage } from "../vantage.ts";
import type { PortSection } from "../well-known-ports.ts";
import type { SeverityCounts } from "./cluster-view.ts";

export interface NodeRow {
  id: string;
  clusterId: string;
  clusterName: string;
  name: string;
  uid: string;
  roles: string[];
  addresses: string[];
  kubeletVersion: string | null;
  distribution: Distribution;
  /** topology.kubernetes.io/zone. */
  zone: string | null;
  ready: boolean | null;
  /** False when the last scan could not reach it; null when it was never scanned. */
  checked: boolean | null;
  lastCheckedAt: string | null;
  /** Still in the cluster at the last scan. */
  present: boolean;
  open: SeverityCounts;
  openPorts: number;
  /** The most open state seen per section. */
  sections: Record<PortSection, PortState | "unknown">;
}

export interface NodeDetail extends NodeRow {
  osImage: string | null;
  firstSeenAt: string;
  kubeletConfig: KubeletConfigAnswer | null;
  /** Effective settings with their sources; null where no scan worked them out. */
  settings: EffectiveSetting[] | null;
  owners: PortOwner[];
  observations: Observation[];
  sweeps: Sweep[];
  lastScanId: string | null;
}

/** One port of one node as last seen; the rows of GET /exposures. */
export interface ExposureRow {
  clusterId: string;
  nodeId: string | null;
  node: string | null;
  address: string;
  port: number;
  protocol: string;
  state: PortState | null;
  service: string | null;
  section: PortSection;
  vantage: Vantage;
  /** When it was last looked at. */
  at: string;
  /** Since when it is what it is. */
  since: string;
}
