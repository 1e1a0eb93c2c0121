import type { ClusterState } from "./state.ts";

const withKubeProxy = new Set<ClusterState["network"]>(["flannel", "vpc-cni", "kube-router", "canal"]);

/** False where the network engine itself does what kube-proxy does. */
export function hasKubeProxy(cluster: ClusterState): boolean {
  return withKubeProxy.has(cluster.network);
}
