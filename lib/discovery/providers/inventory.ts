import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { AppError, messageOf } from "../../domain/errors.ts";
import type { ClusterNode, Inventory, LostNeed } from "../../domain/inventory.ts";
import { mapBounded } from "../map-bounded.ts";
import { lostNeed, needNames } from "../needs.ts";
import { type InventoryHost, parseInventory } from "../parse-inventory.ts";
import { type ClusterSource, type ConnectionReport, type DiscoveryOptions, defaultTimeoutMs } from "../source.ts";
import { defineProvider } from "./define-provider.ts";

type InventorySource = Extract<ClusterSource, { kind: "inventory" }>;

/** Marks hosts that a CIDR was expanded to: silence there means that no host exists. */
export const cidrLabel = "breakwater.dev/cidr";
const noApi = "An inventory file names hosts only; there is no Kubernetes API to ask.";
const lookupsAtOnce = 16;

/** Hosts and CIDRs of a file: nothing but addresses is known of them. */
export const inventory = defineProvider<InventorySource>({
  id: "inventory",
  accepts: (source: ClusterSource): source is InventorySource => source.kind === "inventory",
  async discover(source, options): Promise<Inventory> {
    const found = await mapBounded(parseInventory(source.text), lookupsAtOnce, (host) => toNode(host, options));
    const nodes = found.map(({ node }) => node);
    const read = options.onlyNodes ? nodes.filter((node) => options.onlyNodes?.includes(node.name)) : nodes;
    return {
      cluster: {
        name: source.name,
        uid: null,
        version: null,
        distribution: "unknown",
        source: "inventory",
        endpoint: null,
        caBundle: null,
        podCIDRs: [],
        serviceCIDR: null,
        nodePortRange: [30000, 32767],
      },
      at: options.now().toISOString(),
      nodes,
      services: null,
      hostPorts: null,
      staticPods: null,
      kubeletConfigs: Object.fromEntries(
        read.map((node) => [node.name, { status: "unknown", reason: noApi, need: null }]),
      ),
      certificateSigningRequests: null,
      kubeProxy: null,
      anonymousBindings: null,
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
      lost: [
        ...needNames.filter((need) => need !== "list nodes").map((need) => lostNeed(need, noApi, false)),
        ...found.flatMap(({ problem }) => problem ?? []),
      ],
    };
  },
  test: testInventory,
});

async function testInventory(source: InventorySource, options: DiscoveryOptions): Promise<ConnectionReport> {
  const report: ConnectionReport = {
    ok: false,
    server: null,
    version: null,
    distribution: "unknown",
    nodes: null,
    steps: [],
  };
  let hosts: InventoryHost[];
  try {
    hosts = parseInventory(source.text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...report, steps: [{ id: "settings", title: "Inventory", state: "failed", detail: messageOf(error) }] };
  }
  const names = hosts.filter((host) => !ipaddr.isValid(host.address));
  const found = await mapBounded(names, lookupsAtOnce, (host) => toNode(host, options));
  const steps: ConnectionReport["steps"] = [
    { id: "settings", title: "Inventory", state: "ok", detail: `${hosts.length} addresses` },
    ...found.map(({ node, problem }) => ({
      id: `resolve ${node.name}`,
      title: `Resolve ${node.name}`,
      state: problem ? ("failed" as const) : ("ok" as const),
      detail: problem?.why ?? node.addresses[0]?.address ?? "",
    })),
  ];
  return { ...report, ok: steps.every((step) => step.state === "ok"), nodes: hosts.length, steps };
}

async function toNode(
  host: InventoryHost,
  options: DiscoveryOptions,
): Promise<{ node: ClusterNode; problem?: LostNeed }> {
  if (ipaddr.isValid(host.address)) return { node: describe(host, host.address) };
  const ip = await resolve(host.address, options);
  if (!(ip instanceof Error)) return { node: describe(host, ip) };
  const why = `The name ${host.address} of the inventory cannot be resolved (${messageOf(ip)}): write its address.`;
  return { node: describe(host, null), problem: { need: `resolve ${host.address}`, why, grant: null } };
}

async function resolve(
  name: string,
  { signal, timeoutMs = defaultTimeoutMs }: DiscoveryOptions,
): Promise<string | Error> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  // The system's resolver cannot be stopped: it is left alone when it takes too long.
  const stopped = new Promise<never>((_, reject) => {
    late.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
  });
  try {
    return (await Promise.race([lookup(name), stopped])).address;
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && "code" in error ? String(error.code) : messageOf(error);
    return new Error(code);
  }
}

function describe(host: InventoryHost, ip: string | null): ClusterNode {
  const isName = host.address !== ip;
  return {
    name: host.name ?? host.address,
    uid: `host:${host.address}`,
    roles: host.roles ?? [],
    addresses: [
      ...(ip ? [{ type: "InternalIP" as const, address: ip }] : []),
      ...(isName ? [{ type: "Hostname" as const, address: host.address }] : []),
    ],
    kubeletVersion: null,
    kubeletPort: host.port ?? 10250,
    distribution: "unknown",
    osImage: null,
    containerRuntime: null,
    podCIDRs: [],
    labels: host.cidr ? { [cidrLabel]: host.cidr } : {},
    ready: null,
    readySince: null,
    providerID: null,
    createdAt: null,
  };
}
