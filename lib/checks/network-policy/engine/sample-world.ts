import assert from "node:assert/strict";
import { it } from "node:test";
import { parseAllDocuments } from "yaml";
import type { ClusterPolicy, PolicyKind } from "../../../domain/cluster-policy.ts";
import type { Inventory } from "../../../domain/inventory.ts";
import type { ClusterPod, ServiceEndpoint } from "../../../domain/workload.ts";
import { inventory, node } from "../../sample-evidence.ts";
import { describeConnection, evaluate, type Party, type Verdict, type WorldOptions, worldOf } from "./index.ts";

const kinds: Record<string, Record<string, PolicyKind>> = {
  "networking.k8s.io": { NetworkPolicy: "NetworkPolicy" },
  "cilium.io": {
    CiliumNetworkPolicy: "CiliumNetworkPolicy",
    CiliumClusterwideNetworkPolicy: "CiliumClusterwideNetworkPolicy",
  },
  "projectcalico.org": {
    NetworkPolicy: "CalicoNetworkPolicy",
    GlobalNetworkPolicy: "CalicoGlobalNetworkPolicy",
    HostEndpoint: "CalicoHostEndpoint",
  },
  "policy.networking.k8s.io": {
    AdminNetworkPolicy: "AdminNetworkPolicy",
    BaselineAdminNetworkPolicy: "BaselineAdminNetworkPolicy",
    ClusterNetworkPolicy: "ClusterNetworkPolicy",
  },
};

/** Policies as discovery would give them, out of manifests; a manifest of another kind is an error. */
export function policiesOf(manifests: string): ClusterPolicy[] {
  return parseAllDocuments(manifests).map((document, index) => {
    assert.deepEqual(document.errors, [], manifests);
    const { apiVersion, kind, metadata, spec } = document.toJS();
    const known = kinds[String(apiVersion).split("/")[0] ?? ""]?.[kind];
    assert.ok(known, `${apiVersion} ${kind} is a policy`);
    const { name, namespace } = metadata;
    return { kind: known, uid: `policy-${index}-${name}`, namespace: namespace ?? null, name, spec, createdAt: null };
  });
}

export function pod(namespace: string, name: string, changes: Partial<ClusterPod> = {}): ClusterPod {
  return {
    uid: `${namespace}/${name}`,
    namespace,
    name,
    node: "worker-1",
    labels: { app: name },
    podIPs: ["10.244.1.7"],
    hostNetwork: false,
    serviceAccount: "default",
    owner: null,
    containers: [],
    createdAt: null,
    ...changes,
  };
}

export const port = (name: string | null, containerPort: number, protocol: "TCP" | "UDP" = "TCP") => ({
  name,
  containerPort,
  hostPort: null,
  hostIP: null,
  protocol,
});

const apiEndpoint: ServiceEndpoint = {
  namespace: "default",
  service: "kubernetes",
  address: "192.0.2.10",
  node: null,
  ready: true,
  ports: [{ name: "https", port: 6443, protocol: "TCP" }],
  targetKind: null,
  targetName: null,
};

/** web, api, db in shop; probe in other (team=ops) and stray in third; DNS in kube-system. */
export const pods = {
  web: pod("shop", "web"),
  api: pod("shop", "api", {
    podIPs: ["10.244.2.8", "2001:db8:1::8"],
    node: "worker-2",
    labels: { app: "api", tier: "backend" },
    containers: [{ name: "api", image: "api:1", ports: [port("http", 8080), port("metrics", 9090)] }],
  }),
  db: pod("shop", "db", { podIPs: ["10.244.2.9"], node: "worker-2", labels: { app: "db", role: "db" } }),
  probe: pod("other", "probe", { podIPs: ["10.244.1.50"], labels: { app: "probe", role: "frontend" } }),
  stray: pod("third", "stray", { podIPs: ["10.244.1.60"], serviceAccount: "runner" }),
  dns: pod("kube-system", "coredns", { podIPs: ["10.244.2.2"], labels: { "k8s-app": "kube-dns" }, node: "worker-2" }),
  host: pod("shop", "agent", { podIPs: ["192.0.2.21"], hostNetwork: true }),
} satisfies Record<string, ClusterPod>;

export function sampleInventory(manifests: string, changes: Partial<Inventory> = {}): Inventory {
  const namespace = (name: string, labels: Record<string, string> = {}) => ({
    name,
    uid: `uid-${name}`,
    labels: { "kubernetes.io/metadata.name": name, ...labels },
    createdAt: null,
  });
  return inventory({
    nodes: [
      node("cp-1", "192.0.2.10", { roles: ["control-plane"], labels: { "node-role.kubernetes.io/control-plane": "" } }),
      node("worker-1", "192.0.2.21", { labels: { zone: "a" } }),
      node("worker-2", "192.0.2.22", { labels: { zone: "b" } }),
    ],
    namespaces: [
      namespace("shop", { team: "shop" }),
      namespace("other", { team: "ops" }),
      namespace("third"),
      namespace("kube-system"),
    ],
    pods: Object.values(pods),
    endpoints: [apiEndpoint],
    networkPolicies: { policies: manifests.trim() === "" ? [] : policiesOf(manifests), unread: [] },
    ...changes,
  });
}

const podNames: readonly string[] = Object.keys(pods);

/** A pod by its name above, or whoever has the address. */
export function party(name: string, world: ReturnType<typeof worldOf>): Party {
  const found = podNames.includes(name) ? pods[name as keyof typeof pods] : undefined;
  return found ? { kind: "pod", pod: found } : world.partyAt(name);
}

/** "web > api 8080" or "web > dns 53/UDP": allowed, denied, or a pattern of why it cannot be told. */
export type Expectation = [flow: string, verdict: "allowed" | "denied" | RegExp];

export function verdictOf(flow: string, manifests: string, options: Setting = {}): Verdict & { asked: string } {
  const world = worldOf(sampleInventory(manifests, options.inventory), options);
  const [, from = "", to = "", number, protocol = "TCP"] = /^(\S+) > (\S+) (\d+)(?:\/(\w+))?$/.exec(flow) ?? [];
  const connection = {
    from: party(from, world),
    to: party(to, world),
    port: Number(number),
    protocol: protocol as "TCP" | "UDP" | "SCTP",
  };
  return { ...evaluate(connection, world), asked: describeConnection(connection) };
}

export interface Setting extends WorldOptions {
  inventory?: Partial<Inventory>;
}

/** One test for what a set of manifests lets through. */
export function flowTable(name: string, manifests: string, expected: Expectation[], options: Setting = {}): void {
  it(name, () => {
    for (const [flow, verdict] of expected) {
      const answer = verdictOf(flow, manifests, options);
      const says = `${flow}: ${JSON.stringify(answer)}`;
      assert.equal(answer.verdict, verdict instanceof RegExp ? "cannot-tell" : verdict, says);
      assert.ok(answer.because.length > 0, says);
      if (verdict instanceof RegExp) assert.match(answer.because.join("; "), verdict, says);
    }
  });
}
