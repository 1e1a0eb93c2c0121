import type { VantageKind } from "../../domain/vantage.ts";
import type { ClusterSettings } from "../cluster-settings.ts";
import type { NamespaceSettings } from "../namespace-state.ts";
import type { PlantedFault } from "../planted-faults.ts";
import type { ServiceSettings, ServiceState } from "../service-state.ts";
import type { NodeSettings } from "../settings.ts";
import type { ClusterState, NodeState } from "../state.ts";

/** One thing that is wrong with a node: when it is, from where it counts, and what an engineer changes. */
export interface FaultRule {
  checkId: string;
  applies(settings: Readonly<NodeSettings>, node: NodeState): boolean;
  vantages(settings: Readonly<NodeSettings>): VantageKind[];
  port?(settings: Readonly<NodeSettings>): number;
  subject?: "CertificateSigningRequest" | "api-server-pod";
  says: string;
  fix(settings: Readonly<NodeSettings>): Partial<NodeSettings>;
}

/** The same of a Service. */
export interface ServiceRule {
  checkId: string;
  /** Which port the finding names: the node port unless something else is said. */
  on?: "service-port" | "whole-service";
  says: string;
  vantages?: VantageKind[];
  applies(service: ServiceState, settings: Readonly<ServiceSettings>): boolean;
  fix: Partial<ServiceSettings>;
}

/** The same of a tenant's namespace. */
export interface NamespaceRule {
  checkId: string;
  says: string;
  applies(settings: Readonly<NamespaceSettings>, cluster: Readonly<ClusterSettings>): boolean;
  fix: Partial<NamespaceSettings>;
  /** What the cluster needs besides. */
  fixCluster?: Partial<ClusterSettings>;
}

/** The same of a whole cluster, about one object in it. */
export interface ClusterRule {
  checkId: string;
  says: string;
  applies(settings: Readonly<ClusterSettings>, cluster: ClusterState): boolean;
  subject(cluster: ClusterState): PlantedFault["subject"];
  vantages?: VantageKind[];
  fix: Partial<ClusterSettings>;
}

export const outside: VantageKind[] = ["internet", "other-network"];
export const notControlPlane: VantageKind[] = [...outside, "pod", "worker-node"];
export const offNode: VantageKind[] = [...notControlPlane, "control-plane"];
export const everywhere: VantageKind[] = [...offNode, "node-local"];
export const always = (kinds: VantageKind[]) => () => kinds;
