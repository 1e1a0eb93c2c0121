import { type ClusterNode, type Inventory, nodeAddresses } from "../../domain/inventory.ts";
import type { ClusterPod, Consumer, ServiceEndpoint } from "../../domain/workload.ts";

/** Where pods of the cluster ask for names. */
export interface ClusterDns {
  namespace: string;
  labels: Record<string, string>;
  /** Ports of the pods, which is what policies see. */
  ports: number[];
  pods: readonly ClusterPod[];
  /** Link-local address of NodeLocal DNSCache, where it runs. */
  nodeLocal: string | null;
}

const dnsServices = [
  "kube-system/kube-dns",
  "openshift-dns/dns-default",
  "kube-system/rke2-coredns-rke2-coredns",
  "kube-system/coredns",
];
/** The address that NodeLocal DNSCache listens on unless it is told otherwise. */
const nodeLocalAddress = "169.254.20.10";

/** Asked for every group of pods, so it is looked for once a scan. */
const known = new WeakMap<Inventory, ClusterDns>();

export function clusterDns(inventory: Inventory): ClusterDns {
  const dns = known.get(inventory) ?? findDns(inventory);
  known.set(inventory, dns);
  return dns;
}

/** Finds the cluster's DNS by its Service and endpoints, else by the label that every distribution keeps. */
function findDns(inventory: Inventory): ClusterDns {
  const isOpenShift = inventory.cluster.distribution === "openshift";
  const service = dnsServices
    .map((full) => (inventory.services ?? []).find(({ namespace, name }) => `${namespace}/${name}` === full))
    .find((found) => found !== undefined);
  const namespace = service?.namespace ?? (isOpenShift ? "openshift-dns" : "kube-system");
  const labels =
    service && Object.keys(service.selector).length > 0
      ? service.selector
      : isOpenShift
        ? { "dns.operator.openshift.io/daemonset-dns": "default" }
        : { "k8s-app": "kube-dns" };
  const endpoints = (inventory.endpoints ?? []).filter(
    (endpoint) => endpoint.namespace === namespace && endpoint.service === (service?.name ?? "kube-dns"),
  );
  const seen = endpoints.flatMap(({ ports }) =>
    ports.filter(({ name }) => name?.startsWith("dns")).map(({ port }) => port),
  );
  const pods = (inventory.pods ?? []).filter(
    (pod) => pod.namespace === namespace && Object.entries(labels).every(([key, value]) => pod.labels[key] === value),
  );
  const isLocal = (inventory.pods ?? []).some(({ labels: { "k8s-app": app } }) => app === "node-local-dns");
  return {
    namespace,
    labels,
    ports: seen.length > 0 ? [...new Set(seen)] : isOpenShift ? [5353] : [53],
    pods,
    nodeLocal: isLocal ? nodeLocalAddress : null,
  };
}

export interface ApiEndpoint {
  address: string;
  port: number;
}

/** Addresses behind the Service default/kubernetes: after address translation this is what policies see. */
export function apiEndpoints({ endpoints }: Pick<Inventory, "endpoints">): ApiEndpoint[] {
  return (endpoints ?? [])
    .filter((endpoint: ServiceEndpoint) => endpoint.namespace === "default" && endpoint.service === "kubernetes")
    .flatMap(({ address, ports }) => ports.map(({ port }) => ({ address, port })));
}

const readerDoors: ReadonlySet<string> = new Set(["kubelet-api", "kubelet-insecure-tls", "kubelet-read-only-port"]);

/** Programs of a namespace that are known to read kubelets themselves. */
export function kubeletReaders(inventory: Inventory, namespace: string): Consumer[] {
  return (inventory.consumers ?? []).filter((entry) => entry.namespace === namespace && readerDoors.has(entry.door));
}

/** Namespaces in which such programs run. */
export function readingNamespaces({ consumers }: Inventory): string[] {
  const found = (consumers ?? []).flatMap(({ door, namespace }) =>
    namespace && readerDoors.has(door) ? [namespace] : [],
  );
  return [...new Set(found)].sort();
}

/** Whether a pod belongs to one of them: by its controller, else by the program's name in an image. */
export function isReader(pod: ClusterPod, readers: readonly Consumer[]): Consumer | undefined {
  return readers.find(
    ({ kind, name, program }) =>
      (pod.owner?.kind === kind && pod.owner.name === name) ||
      (program !== null && pod.containers.some(({ image }) => image.includes(program))),
  );
}

/** Every address of every node, the control plane's too. */
export function allNodeAddresses(nodes: readonly ClusterNode[]): string[] {
  return [...new Set(nodes.flatMap(nodeAddresses))];
}
