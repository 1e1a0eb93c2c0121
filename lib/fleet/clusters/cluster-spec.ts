import type { Distribution } from "../../domain/distribution.ts";
import type { ClusterSettings } from "../cluster-settings.ts";
import type { NamespaceSettings } from "../namespace-state.ts";
import type { ServiceSpec } from "../service-state.ts";
import type { NodeSettings, Posture } from "../settings.ts";
import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";

export interface FleetSize {
  controlPlanes: number;
  workers: number;
}

/** What enforces the pod network, and with it which policy kinds the API serves. */
export type Network =
  | "flannel"
  | "vpc-cni"
  | "kube-router"
  | "canal"
  | "cilium"
  | "dataplane-v2"
  | "azure-cni"
  | "ovn-kubernetes";

/** Everything that makes one cluster of the fleet what it is. */
export interface ClusterSpec {
  distribution: Distribution;
  version: string;
  network: Network;
  ageDays: number;
  podCIDR: string;
  serviceCIDR: string;
  /** The provider runs the control plane: it serves the API and has no Node objects. */
  managed: boolean;
  controlPlanes(size: FleetSize): Posture[];
  workers(size: FleetSize): Posture[];
  services: ServiceSpec[];
  settings: Partial<ClusterSettings>;
  /** Tenants' namespaces; those of the platform come with its workloads. */
  namespaces: Record<string, NamespaceSettings>;
  /** The platform's workloads and the tenants', as the settings are now. */
  workloads(cluster: ClusterState): WorkloadSpec[];
  controlPlaneName: string;
  workerName: string;
  /** Of the Node object, by role. */
  nodeMarks(cluster: ClusterState, node: { name: string; role: string; address: string }): NodeMarks;
}

export interface NodeMarks {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  providerID: string | null;
  osImage: string;
  kernelVersion: string;
  containerRuntime: string;
  taints?: { key: string; effect: string; value?: string }[];
}

export function posture(name: string, story: string, settings: Partial<NodeSettings>): Posture {
  return { name, story, settings };
}

/** As many as wanted: by number, and further ones like the first, as old as the cluster. */
export function repeated(postures: Posture[], count: number): Posture[] {
  const [first] = postures;
  const further = first && { name: first.name, story: first.story, settings: first.settings };
  return Array.from({ length: count }, (_, index) => postures[index] ?? further).filter((one) => one !== undefined);
}
