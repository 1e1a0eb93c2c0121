import type { ClusterState } from "../state.ts";
import { type KubeObject, meta } from "./kube-object.ts";

const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [
    { port: 53, protocol: "UDP" },
    { port: 53, protocol: "TCP" },
  ],
};

/** The NetworkPolicy objects. */
export function networkPolicyObjects(cluster: ClusterState): KubeObject[] {
  const policy = (namespace: string, name: string, spec: Record<string, unknown>): KubeObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: meta(cluster, "NetworkPolicy", name, { namespace }),
    spec,
  });
  const found = cluster.namespaces.flatMap(({ name, settings }) => [
    ...(settings.isolatesIngress
      ? [policy(name, "default-deny-ingress", { podSelector: {}, policyTypes: ["Ingress"] })]
      : []),
    ...(settings.egress === "open" ? [] : [policy(name, "default-deny-egress", egress(cluster, settings.egress))]),
  ]);
  for (const { namespace, name, callers, port } of cluster.services) {
    if (callers === null) continue;
    const ingress = [{ from: [{ ipBlock: { cidr: callers } }], ports: [{ port, protocol: "TCP" }] }];
    const podSelector = { matchLabels: { app: name } };
    found.push(policy(namespace, `${name}-callers`, { podSelector, policyTypes: ["Ingress"], ingress }));
  }
  if (cluster.name !== "harbor") return found;
  found.push(
    policy("web", "allow-storefront", {
      podSelector: { matchLabels: { app: "storefront" } },
      policyTypes: ["Ingress"],
      ingress: [{ ports: [{ port: 443, protocol: "TCP" }] }],
    }),
  );
  return found;
}

/** Name resolution and nothing else, or beside it the whole node network. */
function egress(cluster: ClusterState, kind: "closed" | "to-nodes"): Record<string, unknown> {
  const nodes = { to: [{ ipBlock: { cidr: `${cluster.plan.base}.0.0/16` } }] };
  return { podSelector: {}, policyTypes: ["Egress"], egress: kind === "closed" ? [dns] : [dns, nodes] };
}

const ciliumNetworks = new Set<ClusterState["network"]>(["cilium", "azure-cni", "dataplane-v2"]);

/** True where the API serves cilium.io. */
export function hasCilium(cluster: ClusterState): boolean {
  return ciliumNetworks.has(cluster.network);
}

/** True where the API serves crd.projectcalico.org. */
export function hasCalico(cluster: ClusterState): boolean {
  if (cluster.network === "flannel") return cluster.settings.policyEngine;
  return cluster.network === "canal" || cluster.network === "vpc-cni";
}

/** True where the API serves the policies of the network policy working group. */
export function hasAdminPolicies(cluster: ClusterState): boolean {
  return cluster.network === "ovn-kubernetes";
}

/** The host firewall: from the nodes and the API server to everything, from others to nothing. */
export function ciliumClusterwidePolicyObjects(cluster: ClusterState): KubeObject[] {
  if (!cluster.settings.hostPolicy || cluster.network === "dataplane-v2") return [];
  return [
    {
      apiVersion: "cilium.io/v2",
      kind: "CiliumClusterwideNetworkPolicy",
      metadata: meta(cluster, "CiliumClusterwideNetworkPolicy", "node-ports"),
      spec: {
        description: "Node ports are for nodes, health checks and the API server.",
        nodeSelector: {},
        ingress: [{ fromEntities: ["remote-node", "kube-apiserver", "health"] }],
      },
    },
  ];
}

/** One automatic host endpoint a node. */
export function hostEndpointObjects(cluster: ClusterState): KubeObject[] {
  if (!cluster.settings.hostPolicy) return [];
  return cluster.nodes
    .filter((node) => !node.hidden)
    .map((node) => ({
      apiVersion: "crd.projectcalico.org/v1",
      kind: "HostEndpoint",
      metadata: meta(cluster, "HostEndpoint", `${node.name}-auto-hep`, {
        labels: { "kubernetes-host": "true", "kubernetes.io/hostname": node.name },
      }),
      spec: { node: node.name, interfaceName: "*", expectedIPs: [node.home], profiles: [] },
    }));
}

/** The policy of the host endpoints. */
export function globalPolicyObjects(cluster: ClusterState): KubeObject[] {
  if (!cluster.settings.hostPolicy) return [];
  return [
    {
      apiVersion: "crd.projectcalico.org/v1",
      kind: "GlobalNetworkPolicy",
      metadata: meta(cluster, "GlobalNetworkPolicy", "node-ports"),
      spec: {
        order: 10,
        selector: "has(kubernetes-host)",
        types: ["Ingress"],
        ingress: [{ action: "Allow", source: { nets: [`${cluster.plan.base}.0.0/16`] } }, { action: "Deny" }],
      },
    },
  ];
}
