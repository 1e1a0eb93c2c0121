import type { ClusterPolicy } from "../../domain/cluster-policy.ts";
import { type ClusterService, type Inventory, isControlPlane, primaryAddress } from "../../domain/inventory.ts";
import { hostNetworkOf, isAddress, networkOf } from "./engine/address.ts";
import { isolates } from "./engine/network-policy.ts";
import { exposingServices } from "./exposed-pods.ts";
import type { NamespaceCase } from "./namespace-subjects.ts";
import type { Exposure, PolicyPlan } from "./policy-plan.ts";
import {
  type ApiEndpoint,
  allNodeAddresses,
  apiEndpoints,
  clusterDns,
  isReader,
  kubeletReaders,
} from "./required-peers.ts";

/** Beyond this many single addresses a rule names the networks they lie in. */
const ruleLimit = 32;

/** Collects what generated policies for one namespace are made of. */
export function makePlan({ namespace, groups, evidence, view }: NamespaceCase): PolicyPlan {
  const { inventory } = evidence;
  const { pods: _pods, ...dns } = clusterDns(inventory);
  const readers = kubeletReaders(inventory, namespace);
  return {
    engine: view.engine.dialect,
    namespaces: [namespace],
    dns,
    apiServers: knownApiServers(inventory),
    nodes: networksOfNodes(inventory),
    exposed: exposingServices(evidence, namespace).map(exposureOf),
    selectors: isolatedSelectors(view.world.inNamespace("NetworkPolicy", namespace)),
    readers: groups.filter(({ sample }) => isReader(sample, readers)).map(({ sample }) => sample.labels),
    rewritten: [],
  };
}

/** Lengths of the networks that stand for many nodes, narrowest first. */
const lengths: readonly [IPv4: number, IPv6: number][] = [
  [24, 64],
  [22, 60],
  [20, 56],
  [18, 52],
  [16, 48],
];

/** The same for every finding, so they are worked out once a scan. */
const known = new WeakMap<Inventory, string[]>();

export function networksOfNodes(inventory: Inventory): string[] {
  const networks = known.get(inventory) ?? nodeNetworks(allNodeAddresses(inventory.nodes));
  known.set(inventory, networks);
  return networks;
}

/** Single addresses of a small cluster; of a large one the narrowest networks that are few enough to write down. */
export function nodeNetworks(addresses: readonly string[]): string[] {
  const readable = addresses.filter(isAddress);
  if (readable.length <= ruleLimit) return [...new Set(readable.map(hostNetworkOf))].sort();
  let networks: string[] = [];
  for (const [four, six] of lengths) {
    networks = [...new Set(readable.map((address) => networkOf(address, address.includes(":") ? six : four)))];
    if (networks.length <= ruleLimit * 2) break;
  }
  return networks.sort();
}

/** Endpoints of the API's Service, else the control plane's nodes at the port of the API's address. */
export function knownApiServers(inventory: Inventory): ApiEndpoint[] {
  const endpoints = apiEndpoints(inventory);
  if (endpoints.length > 0) return endpoints;
  const url = URL.parse(inventory.cluster.endpoint ?? "");
  const port = Number(url?.port) || 6443;
  const host = url?.hostname.replace(/^\[|\]$/g, "") ?? "";
  const addresses = inventory.nodes.filter(isControlPlane).flatMap((node) => primaryAddress(node) ?? []);
  return [...new Set([...addresses, ...(isAddress(host) ? [host] : [])])].map((address) => ({ address, port }));
}

function exposureOf(service: ClusterService): Exposure {
  const ports = service.ports.map(({ targetPort, protocol }) => ({
    port: /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort,
    protocol,
  }));
  return { service: service.name, selector: service.selector, ports };
}

/** Pod selectors of the policies that isolate egress, each once. */
function isolatedSelectors(policies: readonly ClusterPolicy[]): unknown[] {
  const selectors = policies.filter((policy) => isolates(policy, "egress")).map(({ spec }) => spec.podSelector ?? {});
  return [...new Map(selectors.map((selector) => [JSON.stringify(selector), selector])).values()];
}
