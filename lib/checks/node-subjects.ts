import type { Evidence } from "../domain/evidence.ts";
import { type ClusterNode, primaryAddress } from "../domain/inventory.ts";
import type { Subject } from "../domain/subject.ts";

/** The port of one node as a subject; without an address where the node has none. */
export function nodeSubject(node: ClusterNode, port: number): Subject {
  const address = primaryAddress(node);
  return {
    kind: "Node",
    uid: node.uid,
    name: node.name,
    node: node.name,
    ...(address ? { address } : {}),
    port,
    protocol: "TCP",
  };
}

/** One subject a node, at a fixed port or at the kubelet's own; `only` narrows to some nodes. */
export function nodeSubjects(
  evidence: Evidence,
  port: number | "kubelet",
  only: (node: ClusterNode) => boolean = () => true,
): Subject[] {
  return evidence.inventory.nodes
    .filter(only)
    .map((node) => nodeSubject(node, port === "kubelet" ? node.kubeletPort : port));
}
