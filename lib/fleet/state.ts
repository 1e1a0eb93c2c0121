import type { Distribution } from "../domain/distribution.ts";
import type { AddressPlan } from "./address-plan.ts";
import { unreachableAddress } from "./address-plan.ts";
import type { ClusterSettings } from "./cluster-settings.ts";
import type { ClusterSpec, Network } from "./clusters/cluster-spec.ts";
import type { NamespaceState } from "./namespace-state.ts";
import type { Seed } from "./seeded.ts";
import type { ServiceState } from "./service-state.ts";
import type { NodeSettings } from "./settings.ts";

/** One machine of the fleet as it is now. */
export interface NodeState {
  cluster: string;
  name: string;
  uid: string;
  role: "control-plane" | "worker";
  posture: string;
  story: string;
  /** Where its servers listen. */
  home: string;
  /** Stands for 127.0.0.1 on this node. */
  loopback: string;
  /** ExternalIP of the Node object, where it has one. */
  external: string | null;
  createdAt: Date;
  /** A managed control plane: serves the API and is no Node object. */
  hidden: boolean;
  initial: Readonly<NodeSettings>;
  settings: NodeSettings;
}

/** One cluster of the fleet as it is now. */
export interface ClusterState {
  name: string;
  uid: string;
  distribution: Distribution;
  version: string;
  network: Network;
  spec: ClusterSpec;
  plan: AddressPlan;
  seed: Seed;
  now: () => Date;
  nodes: NodeState[];
  services: ServiceState[];
  namespaces: NamespaceState[];
  initial: Readonly<ClusterSettings>;
  settings: ClusterSettings;
  podCIDR: string;
  serviceCIDR: string;
  createdAt: Date;
  /** Counts changes; also the resourceVersion of lists. Continue tokens of an older one are expired. */
  revision: number;
}

/** Address that the Node object carries. */
export function addressOf(node: NodeState): string {
  return node.settings.reachable ? node.home : unreachableAddress;
}

/** Machines that are Node objects. */
export function visibleNodes(cluster: ClusterState): NodeState[] {
  return cluster.nodes.filter((node) => !node.hidden);
}

/** The API server that the kubeconfig names: the first one, through a bastion once its port is closed to others. */
export function mainApiServer(cluster: ClusterState): { address: string; port: number; node: NodeState } {
  const node = cluster.nodes.find((candidate) => candidate.settings.apiServer);
  if (!node) throw new Error(`Cluster ${cluster.name} has no API server.`);
  return { address: apiAddress(cluster, node), port: apiPort, node };
}

export const apiPort = 6443;

/** Where an API server can be reached now. */
export function apiAddress(cluster: ClusterState, node: NodeState): string {
  if (!node.settings.apiFirewalled) return node.home;
  return node.hidden ? cluster.plan.endpoint(cluster.name, true) : node.loopback;
}
