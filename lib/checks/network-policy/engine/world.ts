import type { ClusterPolicy, PolicyKind } from "../../../domain/cluster-policy.ts";
import { type ClusterNode, type Inventory, nodeAddresses } from "../../../domain/inventory.ts";
import type { ClusterPod, ServiceEndpoint } from "../../../domain/workload.ts";
import { canonicalAddress, inNetwork } from "./address.ts";
import type { LabelLookup } from "./label-selector.ts";
import type { Party } from "./party.ts";

/** Whose rules count: the API's alone, or those of an engine that reads them in its own way. */
export type Dialect = "api" | "cilium" | "calico";

/** All that an evaluation looks at, indexed once. */
export interface World {
  dialect: Dialect;
  nodes: readonly ClusterNode[];
  /** Canonical addresses of the API server; null where they are not known. */
  apiServers: ReadonlySet<string> | null;
  unread: readonly { kind: PolicyKind; why: string }[];
  /** Whether Cilium's host firewall is on; null where nothing says so. */
  hostFirewall: boolean | null;
  /** Evaluations made so far: growth is measured in these. */
  tally: { evaluations: number };
  ofKind(kind: PolicyKind): readonly ClusterPolicy[];
  inNamespace(kind: PolicyKind, namespace: string): readonly ClusterPolicy[];
  /** Labels of a namespace; a doubt where namespaces could not be listed. */
  namespaceLabels(namespace: string): LabelLookup;
  node(name: string): ClusterNode | undefined;
  /** Who has an address. */
  partyAt(address: string): Party;
  /** True for the address of a Service, which is none of its endpoints'. */
  isServiceAddress(address: string): boolean;
  endpointsOf(namespace: string, service: string): readonly ServiceEndpoint[] | null;
}

const nothing: readonly never[] = [];
const nameLabel = "kubernetes.io/metadata.name";

export interface WorldOptions {
  dialect?: Dialect;
  hostFirewall?: boolean | null;
}

/** Indexes an inventory for evaluation. Policies that could not be read make every answer a "cannot tell". */
export function worldOf(inventory: Inventory, { dialect = "api", hostFirewall = null }: WorldOptions = {}): World {
  const policies = inventory.networkPolicies?.policies ?? nothing;
  const byKind = Map.groupBy(policies, ({ kind }) => kind);
  const byNamespace = Map.groupBy(policies, ({ kind, namespace }) => `${kind} ${namespace}`);
  const nodes = new Map(inventory.nodes.map((node) => [node.name, node]));
  const nodeAt = new Map(
    inventory.nodes.flatMap((node) => nodeAddresses(node).map((address) => [canonicalAddress(address), node] as const)),
  );
  const services = Map.groupBy(inventory.endpoints ?? nothing, ({ namespace, service }) => `${namespace}/${service}`);
  const apiEndpoints = services.get("default/kubernetes");
  const unread =
    inventory.networkPolicies?.unread ??
    ([{ kind: "NetworkPolicy", why: "network policies could not be listed" }] as const);
  let pods: Map<string, ClusterPod> | undefined;

  return {
    dialect,
    nodes: inventory.nodes,
    apiServers: apiEndpoints ? new Set(apiEndpoints.map(({ address }) => canonicalAddress(address))) : null,
    unread,
    hostFirewall,
    tally: { evaluations: 0 },
    ofKind: (kind) => byKind.get(kind) ?? nothing,
    inNamespace: (kind, namespace) => byNamespace.get(`${kind} ${namespace}`) ?? nothing,
    namespaceLabels: namespaceLookups(inventory),
    node: (name) => nodes.get(name),
    partyAt(text) {
      const address = canonicalAddress(text);
      pods ??= podsByAddress(inventory.pods ?? nothing);
      const pod = pods.get(address);
      if (pod) return { kind: "pod", pod };
      const node = nodeAt.get(address);
      return node ? { kind: "node", node, address } : { kind: "address", address };
    },
    isServiceAddress: (address) => isServiceAddress(inventory, address),
    endpointsOf: (namespace, service) =>
      inventory.endpoints === null ? null : (services.get(`${namespace}/${service}`) ?? nothing),
  };
}

/** Pods of the host network share their node's address, so it stays the node's. */
function podsByAddress(pods: readonly ClusterPod[]): Map<string, ClusterPod> {
  return new Map(
    pods
      .filter(({ hostNetwork }) => !hostNetwork)
      .flatMap((pod) => pod.podIPs.map((address) => [canonicalAddress(address), pod] as const)),
  );
}

function namespaceLookups({ namespaces }: Inventory): World["namespaceLabels"] {
  const labels = new Map((namespaces ?? []).map((namespace) => [namespace.name, namespace.labels]));
  const doubt = { doubt: "the labels of namespaces could not be read" };
  return (namespace) => {
    const known = labels.get(namespace);
    return (key) => {
      if (key === nameLabel) return namespace;
      if (namespaces === null) return doubt;
      return known && Object.hasOwn(known, key) ? known[key] : undefined;
    };
  };
}

function isServiceAddress({ cluster, nodes }: Inventory, address: string): boolean {
  const ranges = (cluster.serviceCIDR ?? "").split(",").filter((range) => range !== "");
  if (!ranges.some((range) => inNetwork(address, range.trim()) === true)) return false;
  return !nodes.some((node) => nodeAddresses(node).includes(address));
}
