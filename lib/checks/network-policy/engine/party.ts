import type { ClusterNode } from "../../../domain/inventory.ts";
import type { ClusterPod } from "../../../domain/workload.ts";

/** What policies look at of a pod. */
export type PodFacts = Pick<
  ClusterPod,
  "namespace" | "name" | "labels" | "node" | "podIPs" | "hostNetwork" | "serviceAccount" | "containers"
>;

/** One end of a connection. */
export type Party =
  | { kind: "pod"; pod: PodFacts }
  | { kind: "node"; node: ClusterNode; address: string }
  /** An address that is neither a pod's nor a node's. */
  | { kind: "address"; address: string };

export type Direction = "ingress" | "egress";

export interface Flow {
  port: number;
  protocol: "TCP" | "UDP" | "SCTP";
}

/** All addresses under which a party is seen. */
export function addressesOf(party: Party): readonly string[] {
  return party.kind === "pod" ? party.pod.podIPs : [party.address];
}

/** True for a pod and the node it runs on. */
export function isOwnNode(pod: PodFacts, party: Party): boolean {
  return party.kind === "node" && pod.node !== null && party.node.name === pod.node;
}

export function describeParty(party: Party): string {
  if (party.kind === "pod") return `pod ${party.pod.namespace}/${party.pod.name}`;
  return party.kind === "node" ? `node ${party.node.name} (${party.address})` : party.address;
}
