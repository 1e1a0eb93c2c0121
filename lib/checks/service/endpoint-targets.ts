import type { Evidence } from "../../domain/evidence.ts";
import { nodeAddresses } from "../../domain/inventory.ts";
import type { ServiceEndpoint } from "../../domain/workload.ts";
import { isInside } from "../nodeport/cidr.ts";

/** Ports of components that no tenant has a reason to forward to. */
const componentPorts: Record<number, string> = {
  2379: "etcd",
  2380: "etcd's peers",
  6443: "the API server",
  10250: "a kubelet",
  10255: "a kubelet's read-only port",
};

/** Names that monitoring stacks give their Services for components without pods. */
const monitoring = /(^|-)(kubelet|kube-etcd|kube-controller-manager|kube-scheduler|kube-proxy|coredns|node-exporter)$/;

export interface WrittenTarget {
  endpoint: ServiceEndpoint;
  /** What the address or port belongs to, as a phrase. */
  what: string;
}

/** Endpoints that no pod stands behind, by "namespace/service". */
const byService = new WeakMap<readonly ServiceEndpoint[], Map<string, ServiceEndpoint[]>>();

export function writtenEndpoints({ inventory: { endpoints } }: Evidence): ReadonlyMap<string, ServiceEndpoint[]> {
  if (endpoints === null) return new Map();
  const known =
    byService.get(endpoints) ??
    Map.groupBy(
      endpoints.filter(({ targetKind }) => targetKind !== "Pod"),
      ({ namespace, service }) => `${namespace}/${service}`,
    );
  byService.set(endpoints, known);
  return known;
}

/** Those of a Service's written endpoints that lead to nodes, loopback, metadata or components. */
export function trustedTargets(evidence: Evidence, endpoints: readonly ServiceEndpoint[]): WrittenTarget[] {
  const places = placesOf(evidence);
  return endpoints.flatMap((endpoint) => {
    const what = placeOf(endpoint, places) ?? portOwner(endpoint);
    return what === null ? [] : [{ endpoint, what }];
  });
}

interface Places {
  nodes: Map<string, string>;
  api: string | null;
}

const known = new WeakMap<Evidence, Places>();

function placesOf(evidence: Evidence): Places {
  const { nodes, cluster } = evidence.inventory;
  const places = known.get(evidence) ?? {
    nodes: new Map(nodes.flatMap((node) => nodeAddresses(node).map((address) => [address, node.name] as const))),
    api: URL.parse(cluster.endpoint ?? "")?.hostname.replace(/^\[|\]$/g, "") ?? null,
  };
  known.set(evidence, places);
  return places;
}

function placeOf({ address }: ServiceEndpoint, { nodes, api }: Places): string | null {
  const node = nodes.get(address);
  if (node) return `node ${node}`;
  if (isInside(address, "127.0.0.0/8") || isInside(address, "::1/128")) return "the loopback of whoever forwards";
  if (isInside(address, "169.254.0.0/16") || isInside(address, "fe80::/10"))
    return "a link-local address such as cloud metadata";
  return address === api ? "the API server's address" : null;
}

function portOwner({ ports }: ServiceEndpoint): string | null {
  const port = ports.find(({ port: number }) => componentPorts[number] !== undefined)?.port;
  return port === undefined ? null : `${componentPorts[port]} (${port})`;
}

/** True for the Services with which Prometheus stacks scrape components that have no pods. */
export const isMonitoring = (name: string) => monitoring.test(name);
