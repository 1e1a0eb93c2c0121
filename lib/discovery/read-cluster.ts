import { AppError } from "../domain/errors.ts";
import type { ClusterNode, Inventory, LostNeed } from "../domain/inventory.ts";
import { cleanText } from "./clean-text.ts";
import { clusterRanges, kubeadmNetworks } from "./cluster-ranges.ts";
import type { Connection } from "./connect.ts";
import { readCertificateSigningRequests } from "./csrs.ts";
import { detectClusterDistribution } from "./distribution.ts";
import { explain, throwFailure } from "./errors.ts";
import { readConfigMap, readKubeProxy } from "./kube-proxy-config.ts";
import { lostConfigurations, readKubeletConfigs } from "./kubelet-config.ts";
import { lostNeed, type Need } from "./needs.ts";
import { readNodes } from "./nodes.ts";
import { readPods } from "./pods.ts";
import { readClusterBindings, readNamespacedBindings } from "./rbac.ts";
import { countReadyEndpoints, readServices, withEndpoints } from "./services.ts";
import type { DiscoveryOptions } from "./source.ts";

/**
 * Reads everything of a cluster that its credential may see; what it may not is null and named in `lost`.
 * Throws AppError only when the API cannot be reached, is not one, or does not accept the credential.
 */
export async function readCluster(
  connection: Connection,
  source: "kubeconfig" | "in-cluster",
  options: DiscoveryOptions,
): Promise<Inventory> {
  const say = options.onProgress ?? (() => undefined);
  say(`Connecting to ${connection.target.server}`);
  const version = await readVersion(connection);
  say("Reading nodes, pods, services and bindings");
  const { lists, lost } = await readLists(connection);
  const staticPods = lists.pods?.flatMap((pod) => pod.staticPod ?? []) ?? null;
  const distribution = detectClusterDistribution({
    version,
    nodes: (lists.nodes ?? []).map((node) => node.distribution),
    hasKubeadmConfig: lists.kubeadm !== null,
    podAnnotations: (lists.pods ?? []).map((pod) => pod.annotations),
  });
  const nodes = withDistribution(lists.nodes ?? [], distribution);
  const wanted = options.onlyNodes ? nodes.filter((node) => options.onlyNodes?.includes(node.name)) : nodes;
  say(`Reading the kubelet configuration of ${wanted.length} nodes`);
  const kubeletConfigs = await readKubeletConfigs(wanted, connection, say);
  return {
    cluster: {
      name: connection.target.cluster,
      uid: lists.uid,
      version,
      distribution,
      source,
      endpoint: endpointOf(connection),
      caBundle: connection.target.caBundle,
      ...clusterRanges({
        nodes,
        staticPods,
        proxyCIDR: lists.kubeProxy?.clusterCIDR ?? null,
        kubeadm: kubeadmNetworks(lists.kubeadm?.ClusterConfiguration),
      }),
    },
    at: options.now().toISOString(),
    nodes,
    services: lists.services && withEndpoints(lists.services, lists.endpoints),
    hostPorts: lists.pods?.flatMap((pod) => pod.hostPorts) ?? null,
    staticPods,
    kubeletConfigs,
    certificateSigningRequests: lists.requests,
    kubeProxy: lists.kubeProxy?.config ?? null,
    anonymousBindings:
      // Half of the bindings would pass for all of them.
      lists.clusterBindings && lists.bindings ? [...lists.clusterBindings, ...lists.bindings] : null,
    namespaces: null,
    pods: null,
    workloads: null,
    endpoints: null,
    networkPolicies: null,
    rbac: null,
    admission: null,
    apiServices: null,
    consumers: null,
    settingSources: [],
    nodeReports: [],
    lost: [...lost, ...lostConfigurations(kubeletConfigs)],
  };
}

/** gitVersion; null when the API keeps it to itself. Throws AppError when there is nothing to talk to. */
export async function readVersion(connection: Connection): Promise<string | null> {
  let version: string | undefined;
  try {
    version = (await connection.version.getCode()).gitVersion;
  } catch (error) {
    connection.signal.throwIfAborted();
    const failure = explain(error, connection.target, connection.now());
    if (failure.kind === "forbidden") return null;
    throwFailure(failure);
  }
  if (typeof version === "string") return cleanText(version);
  const host = new URL(connection.target.server).host;
  throw new AppError("unavailable", `${host} answers, but not as a Kubernetes API server does.`);
}

async function readLists(connection: Connection) {
  const lost: LostNeed[] = [];
  const read = async <T>(need: Need, reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch (error) {
      lost.push(lose(need, error, connection));
      return null;
    }
  };
  const core = connection.core;
  const [nodes, pods, services, endpoints, requests, clusterBindings, bindings, kubeProxy, uid, kubeadm] =
    await Promise.all([
      read("list nodes", readNodes(connection)),
      read("list pods", readPods(connection)),
      read("list services", readServices(connection)),
      read("list endpointslices", countReadyEndpoints(connection)),
      read("list certificatesigningrequests", readCertificateSigningRequests(connection)),
      read("list clusterrolebindings", readClusterBindings(connection)),
      read("list rolebindings", readNamespacedBindings(connection)),
      read("get configmaps kube-system/kube-proxy", readKubeProxy(connection)),
      read("get namespaces kube-system", core.readNamespace({ name: "kube-system" }).then(uidOf)),
      // A hint at the distribution and its networks: no check depends on it, so nothing is lost without it.
      readConfigMap(connection, "kubeadm-config").catch(() => null),
    ]);
  connection.signal.throwIfAborted();
  const lists = { nodes, pods, services, endpoints, requests, clusterBindings, bindings, kubeProxy, uid, kubeadm };
  return { lists, lost };
}

/** What a failed reading costs. Throws when the scan was cancelled or the credential stopped working. */
function lose(need: Need, error: unknown, connection: Connection): LostNeed {
  connection.signal.throwIfAborted();
  const failure = explain(error, connection.target, connection.now());
  if (failure.kind === "unauthenticated") throwFailure(failure);
  return lostNeed(need, failure.sentence, failure.kind === "forbidden");
}

function uidOf(namespace: { metadata?: { uid?: string } }): string | null {
  return namespace.metadata?.uid ?? null;
}

/** Nodes without marks of their own are of the cluster's distribution. */
function withDistribution(nodes: ClusterNode[], distribution: ClusterNode["distribution"]): ClusterNode[] {
  return nodes.map((node) => (node.distribution === "unknown" ? { ...node, distribution } : node));
}

function endpointOf({ target }: Connection): string {
  const { protocol, hostname, port } = new URL(target.server);
  return `${protocol}//${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
