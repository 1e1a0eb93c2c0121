import type { ClusterNode, Inventory, KubeletConfiguration } from "../domain/inventory.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { RemediationContext } from "../domain/remediation.ts";
import { defaultVantage, type VantageKind } from "../domain/vantage.ts";
import { wellKnownPorts } from "../domain/well-known-ports.ts";
import type { Seen } from "./evidence-fixture.ts";
import {
  addresses,
  at,
  certificate,
  csrApprover,
  exchange,
  hardenedConfiguration,
  kubelet,
  node,
  now,
  observation,
  tls,
  vantageOf,
} from "./sample-facts.ts";

export { evidenceOf, type Seen } from "./evidence-fixture.ts";
export * from "./sample-facts.ts";

/** Well-known ports are listed one by one, NodePorts only counted: nothing but the kubelet (and API server) is open. */
function observationsOf(name: string): Observation[] {
  const address = addresses[name] ?? "";
  const url = `https://${address}:10250/pods`;
  return wellKnownPorts.map(({ port }) => {
    if (port === 10250)
      return observation(name, port, {
        state: "open",
        service: "kubelet",
        exchanges: [exchange(url, 401, "Unauthorized")],
        tls: tls({ certificate: certificate(name, address) }),
        kubelet: kubelet(),
      });
    if (port === 6443 && name === "cp-1") return observation(name, port, { state: "open", service: "kube-apiserver" });
    return observation(name, port);
  });
}

function sweepsOf(name: string): Sweep[] {
  const base = { node: name, address: addresses[name] ?? "", protocol: "TCP" as const, vantage: defaultVantage, at };
  const open = name === "cp-1" ? 2 : 1;
  const wellKnown = wellKnownPorts.map(({ port }) => port).join(",");
  return [
    { ...base, ports: wellKnown, open, closed: wellKnownPorts.length - open, filtered: 0, failed: 0 },
    { ...base, ports: "30000-32767", open: 0, closed: 2768, filtered: 0, failed: 0 },
  ];
}

/** An admission policy that keeps Services off the nodes' ports. */
const guardrail = {
  name: "no-exposed-services",
  uid: "uid-no-exposed-services",
  resources: ["v1 services"],
  expressions: ['object.spec.type != "NodePort"'],
  bound: true,
  actions: ["Deny"],
};

export function inventory(changes: Partial<Inventory> = {}): Inventory {
  const nodes = [
    node("cp-1", "192.0.2.10", { roles: ["control-plane"] }),
    node("worker-1", "192.0.2.21"),
    node("worker-2", "192.0.2.22"),
  ];
  const read = { status: "read", source: "kubelet-configz", at, config: hardenedConfiguration } as const;
  return {
    cluster: {
      name: "sample",
      uid: "uid-kube-system",
      version: "v1.36.2",
      distribution: "kubeadm",
      source: "kubeconfig",
      endpoint: "https://192.0.2.10:6443",
      caBundle: "-----BEGIN CERTIFICATE-----",
      podCIDRs: ["10.244.0.0/16"],
      serviceCIDR: "10.96.0.0/12",
      nodePortRange: [30000, 32767],
    },
    at,
    nodes,
    services: [],
    hostPorts: [],
    staticPods: [],
    kubeletConfigs: Object.fromEntries(nodes.map(({ name }) => [name, read])),
    certificateSigningRequests: [],
    kubeProxy: { metricsBindAddress: "127.0.0.1:10249", nodePortAddresses: [], mode: "iptables" },
    anonymousBindings: [],
    namespaces: [],
    pods: [],
    workloads: [csrApprover],
    endpoints: [],
    networkPolicies: { policies: [], unread: [] },
    rbac: { roles: [], bindings: [] },
    admission: { policies: [guardrail], webhooks: [], engines: [] },
    apiServices: [],
    consumers: [],
    settingSources: [],
    nodeReports: [],
    lost: [],
    ...changes,
  };
}

/** A hardened cluster of one control-plane node and two workers, all of it reached. */
export function hardened(): Seen {
  const cluster = inventory();
  return {
    inventory: cluster,
    observations: cluster.nodes.flatMap(({ name }) => observationsOf(name)),
    sweeps: cluster.nodes.flatMap(({ name }) => sweepsOf(name)),
    problems: [],
    vantage: defaultVantage,
    profile: "standard",
    now,
    authorizationProofs: false,
  };
}

/** Changes the inventory of what was seen. */
export function withInventory(seen: Seen, changes: Partial<Inventory>): Seen {
  return { ...seen, inventory: { ...seen.inventory, ...changes } };
}

/** Changes one node's entry. */
export function withNode(seen: Seen, name: string, changes: Partial<ClusterNode>): Seen {
  const nodes = seen.inventory.nodes.map((entry) => (entry.name === name ? { ...entry, ...changes } : entry));
  return withInventory(seen, { nodes });
}

/** Replaces a kubelet's effective configuration; `null` makes it unknown for want of a permission. */
export function withKubeletConfig(seen: Seen, name: string, config: KubeletConfiguration | null): Seen {
  const answer =
    config === null
      ? ({ status: "unknown", reason: "GET /configz answered 403", need: "get nodes/configz" } as const)
      : ({ status: "read", source: "kubelet-configz", at, config } as const);
  return withInventory(seen, { kubeletConfigs: { ...seen.inventory.kubeletConfigs, [name]: answer } });
}

/** Replaces what was observed at one port of a node, from the same vantage as the rest of the scan. */
export function withPort(seen: Seen, name: string | null, port: number, changes: Partial<Observation>): Seen {
  const changed = observation(name, port, { vantage: seen.vantage, ...changes });
  const others = seen.observations.filter(
    (entry) => entry.node !== name || entry.port !== port || entry.protocol !== changed.protocol,
  );
  return { ...seen, observations: [...others, changed] };
}

/** Lets the whole scan be made from another place. */
export function fromVantage(seen: Seen, kind: VantageKind): Seen {
  const vantage = vantageOf(kind);
  return {
    ...seen,
    vantage,
    observations: seen.observations.map((entry) => ({ ...entry, vantage })),
    sweeps: seen.sweeps.map((entry) => ({ ...entry, vantage })),
  };
}

/** Silences a node: every probe of it is filtered. */
export function withUnreachable(seen: Seen, name: string): Seen {
  return {
    ...seen,
    observations: seen.observations.map((entry) =>
      entry.node === name ? observation(name, entry.port, { state: "filtered", vantage: entry.vantage }) : entry,
    ),
    sweeps: seen.sweeps.map((sweep) =>
      sweep.node === name
        ? {
            ...sweep,
            open: 0,
            closed: 0,
            filtered: sweep.open + sweep.closed + sweep.filtered + sweep.failed,
            failed: 0,
          }
        : sweep,
    ),
  };
}

/** What a remediation is filled with for a node. */
export function contextFor(changes: Partial<RemediationContext> = {}): RemediationContext {
  const nodeName = "worker-1";
  const address = "192.0.2.21";
  return {
    distribution: "kubeadm",
    subject: {
      kind: "Node",
      uid: `uid-${nodeName}`,
      name: nodeName,
      node: nodeName,
      address,
      port: 10250,
      protocol: "TCP",
    },
    address,
    port: 10250,
    nodeName,
    controlPlaneAddresses: ["192.0.2.10"],
    podCIDRs: ["10.244.0.0/16"],
    clusterName: "sample",
    values: {},
    ...changes,
  };
}
