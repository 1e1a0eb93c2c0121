import type { Vantage } from "../../lib/domain/vantage.ts";
import type { ClusterRow } from "../../lib/domain/views/cluster-view.ts";
import type { ExposureRow } from "../../lib/domain/views/node-view.ts";

/** Where a port is open in one cluster, as its last scan saw it. */
export interface OpenOn {
  cluster: { id: string; name: string };
  /** Nodes that the last scan checked. */
  checked: number;
  nodes: { id: string | null; name: string }[];
  /** Addresses that belong to no node: load balancers, external IPs. */
  elsewhere: string[];
  vantages: Vantage[];
  services: string[];
}

function distinct<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

/** Clusters whose nodes have the port open first, then those that were checked and have it nowhere. */
export function openOn(
  clusters: readonly Pick<ClusterRow, "id" | "name" | "nodes">[],
  rows: readonly ExposureRow[],
): OpenOn[] {
  return clusters
    .map(({ id, name, nodes }) => {
      const own = rows.filter(({ clusterId }) => clusterId === id);
      const onNodes = own.flatMap(({ nodeId, node }) => (node === null ? [] : [{ id: nodeId, name: node }]));
      return {
        cluster: { id, name },
        checked: nodes.checked,
        nodes: distinct(onNodes, (node) => node.name),
        elsewhere: [...new Set(own.flatMap(({ node, address }) => (node === null ? [address] : [])))],
        vantages: distinct(
          own.map(({ vantage }) => vantage),
          (vantage) => vantage.name,
        ),
        services: [...new Set(own.flatMap(({ service }) => service ?? []))],
      };
    })
    .sort((a, b) => b.nodes.length - a.nodes.length || a.cluster.name.localeCompare(b.cluster.name, "en"));
}
