import { AppError } from "../domain/errors.ts";
import type { ClusterNode, Inventory } from "../domain/inventory.ts";
import type { SettingSource } from "../domain/setting.ts";
import { cleanText } from "./clean-text.ts";
import { clusterRanges, kubeadmNetworks } from "./cluster-ranges.ts";
import type { Connection } from "./connect.ts";
import { detectClusterDistribution } from "./distribution.ts";
import { explain, throwFailure } from "./errors.ts";
import { lostConfigurations, readKubeletConfigs } from "./kubelet-config.ts";
import { type ListReader, listReader } from "./list-reader.ts";
import { readOpenShiftConfig } from "./openshift-config.ts";
import { type Lists, readLists } from "./read-lists.ts";
import type { DiscoveryOptions } from "./source.ts";
import { staticPodSettings } from "./static-pod-settings.ts";

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
  say("Reading nodes, pods, services, policies and roles");
  const reader = listReader(connection, options.only);
  const lists = await readLists(connection, reader, version);
  const staticPods = lists.pods?.flatMap((pod) => pod.staticPod ?? []) ?? null;
  const listed = lists.nodes?.map(({ node }) => node) ?? [];
  const distribution = detectClusterDistribution({
    version,
    nodes: listed.map((node) => node.distribution),
    hasKubeadmConfig: lists.kubeadm !== null,
    podAnnotations: (lists.pods ?? []).map((pod) => pod.annotations),
  });
  const nodes = withDistribution(listed, distribution);
  const at = options.now().toISOString();
  const openShift = distribution === "openshift" ? await readOpenShift(connection, reader) : [];
  const settingSources = [...sourcesOf(lists), ...staticPodSettings(staticPods ?? [], at), ...openShift];
  const kubeletConfigs = await readConfigurations(nodes, connection, reader, options);
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
        settings: settingSources,
      }),
    },
    at,
    nodes,
    services: lists.services,
    hostPorts: lists.pods?.flatMap((pod) => pod.hostPorts) ?? null,
    staticPods,
    kubeletConfigs,
    certificateSigningRequests: lists.requests,
    kubeProxy: lists.kubeProxy?.config ?? null,
    anonymousBindings: lists.anonymousBindings,
    namespaces: lists.namespaces,
    pods: lists.pods?.map(({ pod }) => pod) ?? null,
    workloads: lists.workloads?.map(({ workload }) => workload) ?? null,
    endpoints: lists.endpoints,
    networkPolicies: lists.networkPolicies,
    rbac: lists.rbac,
    admission: lists.admission,
    apiServices: lists.apiServices,
    consumers: lists.consumers,
    settingSources,
    nodeReports: [],
    lost: [...reader.lost, ...lostConfigurations(kubeletConfigs)],
  };
}

async function readConfigurations(
  nodes: ClusterNode[],
  connection: Connection,
  reader: ListReader,
  { onlyNodes, onProgress }: DiscoveryOptions,
): Promise<Inventory["kubeletConfigs"]> {
  if (!reader.wants("get nodes/configz")) return {};
  const wanted = onlyNodes ? nodes.filter((node) => onlyNodes.includes(node.name)) : nodes;
  onProgress?.(`Reading the kubelet configuration of ${wanted.length} nodes`);
  return readKubeletConfigs(wanted, connection, onProgress);
}

async function readOpenShift(connection: Connection, reader: ListReader): Promise<SettingSource[]> {
  const need = "get configmaps openshift-kube-apiserver/config";
  if (!reader.wants(need)) return [];
  return (await reader.read(need, () => readOpenShiftConfig(connection))) ?? [];
}

function sourcesOf(lists: Lists): SettingSource[] {
  return [
    ...(lists.nodes ?? []).flatMap(({ settings }) => settings),
    ...(lists.workloads ?? []).flatMap(({ settings }) => settings),
    ...(lists.kubeletConfig ? [lists.kubeletConfig] : []),
    ...(lists.kubeProxy ? [lists.kubeProxy.source] : []),
  ];
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

/** Nodes without marks of their own are of the cluster's distribution. */
function withDistribution(nodes: ClusterNode[], distribution: ClusterNode["distribution"]): ClusterNode[] {
  return nodes.map((node) => (node.distribution === "unknown" ? { ...node, distribution } : node));
}

function endpointOf({ target }: Connection): string {
  const { protocol, hostname, port } = new URL(target.server);
  return `${protocol}//${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
