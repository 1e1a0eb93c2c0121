import type { ClusterState } from "../state.ts";
import { clearFilters } from "./packet-filter.ts";
import { forgetWrites } from "./written-objects.ts";

/** The cluster as it was on its first day. */
export function restoreCluster(cluster: ClusterState): void {
  forgetWrites(cluster);
  clearFilters(cluster);
  Object.assign(cluster.settings, cluster.initial);
  for (const node of cluster.nodes) Object.assign(node.settings, node.initial);
  for (const service of cluster.services) Object.assign(service, service.initial);
  for (const namespace of cluster.namespaces) Object.assign(namespace.settings, namespace.initial);
}
