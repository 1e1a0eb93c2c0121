import type { Inventory } from "../../domain/inventory.ts";
import type { ApiTarget } from "../api-target.ts";
import { connect } from "../connect.ts";
import { inClusterTarget } from "../in-cluster.ts";
import { testKubernetes } from "../kubernetes-connection-test.ts";
import { readCluster } from "../read-cluster.ts";
import { resolveKubeconfig } from "../resolve-kubeconfig.ts";
import type { ClusterSource, DiscoveryOptions, KubeconfigSource } from "../source.ts";
import { defineProvider } from "./define-provider.ts";

type KubernetesSource = KubeconfigSource | { kind: "in-cluster" };

/** Clusters with a reachable API, by kubeconfig or from within. */
export const kubernetes = defineProvider<KubernetesSource>({
  id: "kubernetes",
  accepts: (source: ClusterSource): source is KubernetesSource => source.kind !== "inventory",
  async discover(source, options): Promise<Inventory> {
    const connection = connect(await resolve(source, options), options);
    try {
      return await readCluster(connection, source.kind, options);
    } finally {
      await connection.close();
    }
  },
  test: (source, options) => testKubernetes(() => resolve(source, options), options),
});

function resolve(source: KubernetesSource, options: DiscoveryOptions): Promise<ApiTarget> {
  return source.kind === "in-cluster" ? inClusterTarget() : resolveKubeconfig(source, options);
}
