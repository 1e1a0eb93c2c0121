import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, type ClusterService, nodeAddresses, primaryAddress } from "../../domain/inventory.ts";
import { isInside } from "./cidr.ts";

export interface Expected {
  /** Nodes on which kube-proxy should listen. */
  nodes: ClusterNode[];
  /** Phrases: which nodes are left out and why. */
  left: string[];
}

/** Nodes that should answer on a Service's node ports, as far as its traffic policy and nodePortAddresses say. */
export function expectedNodes(evidence: Evidence, service: ClusterService): Expected {
  const { nodes, kubeProxy, endpoints } = evidence.inventory;
  const ranges = kubeProxy?.nodePortAddresses ?? [];
  const local = service.externalTrafficPolicy === "Local" ? nodesWithEndpoint(service, endpoints ?? []) : null;
  const groups = Map.groupBy(nodes, (node) => {
    if (node.ready === false) return "not ready";
    if (ranges.length > 0 && !isCovered(node, ranges)) return "outside nodePortAddresses";
    return local && !local.has(node.name) ? "without a pod of it (externalTrafficPolicy Local)" : "expected";
  });
  const left = [...groups].flatMap(([why, list]) => (why === "expected" ? [] : [`${list.length} ${why}`]));
  return { nodes: groups.get("expected") ?? [], left };
}

function nodesWithEndpoint(
  { namespace, name }: ClusterService,
  endpoints: NonNullable<Evidence["inventory"]["endpoints"]>,
): Set<string | null> {
  const own = endpoints.filter((entry) => entry.namespace === namespace && entry.service === name && entry.ready);
  return new Set(own.map(({ node }) => node));
}

/** nodePortAddresses are CIDRs, or the word "primary" for the node's first addresses. */
function isCovered(node: ClusterNode, ranges: readonly string[]): boolean {
  const addresses = ranges.includes("primary") ? [primaryAddress(node) ?? ""] : nodeAddresses(node);
  return ranges.includes("primary") || addresses.some((address) => ranges.some((range) => isInside(address, range)));
}
