import { hostNetworkOf } from "./engine/address.ts";
import type { PolicyPlan } from "./policy-plan.ts";

const kubeletAndEtcd = [10250, 10255, 2379, 2380];

const quoted = (text: string) => `'${text.replaceAll("'", "")}'`;

function selectorOf(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key} == ${quoted(value)}`)
    .join(" && ");
}

function calicoPolicy(name: string, namespace: string, spec: Record<string, unknown>) {
  return { apiVersion: "projectcalico.org/v3", kind: "NetworkPolicy", metadata: { name, namespace }, spec };
}

function neededEgress({ dns, apiServers }: PolicyPlan) {
  const toDns = {
    namespaceSelector: `kubernetes.io/metadata.name == ${quoted(dns.namespace)}`,
    selector: selectorOf(dns.labels),
    ports: dns.ports,
  };
  const local = dns.nodeLocal ? [{ nets: [hostNetworkOf(dns.nodeLocal)], ports: [53] }] : [];
  const api =
    apiServers.length === 0
      ? [{ ports: [443, 6443] }]
      : [...Map.groupBy(apiServers, ({ port }) => port)].map(([port, endpoints]) => ({
          nets: endpoints.map(({ address }) => hostNetworkOf(address)),
          ports: [port],
        }));
  return [
    ...[toDns, ...local].flatMap((destination) =>
      ["UDP", "TCP"].map((protocol) => ({ action: "Allow", protocol, destination })),
    ),
    ...api.map((destination) => ({ action: "Allow", protocol: "TCP", destination })),
  ];
}

/** Before Kubernetes' own policies, which stand at 1000, and open to them by saying nothing about the rest. */
const order = 900;

export function calicoDenyEgress(plan: PolicyPlan) {
  return plan.namespaces.flatMap((namespace) => [
    calicoPolicy("breakwater-default-deny-egress", namespace, {
      order: 2000,
      selector: "all()",
      types: ["Egress"],
      egress: [...neededEgress(plan), { action: "Allow", destination: { selector: "all()" } }],
    }),
    ...(plan.nodes.length > 0 ? plan.readers : []).map((labels, index) =>
      calicoPolicy(`breakwater-allow-kubelet-readers${index === 0 ? "" : `-${index + 1}`}`, namespace, {
        order: 1000,
        selector: selectorOf(labels),
        types: ["Egress"],
        egress: [{ action: "Allow", protocol: "TCP", destination: { nets: plan.nodes, ports: [10250] } }],
      }),
    ),
  ]);
}

/** A deny for the kubelet and etcd ports of every node, ahead of what other policies allow. */
export function calicoDenyNodes(plan: PolicyPlan, only: readonly number[] = kubeletAndEtcd) {
  const except = plan.readers.map((labels) => `!(${selectorOf(labels)})`).join(" && ");
  return plan.namespaces.map((namespace) =>
    calicoPolicy("breakwater-deny-kubelet-and-etcd", namespace, {
      order,
      selector: except || "all()",
      types: ["Egress"],
      egress: [{ action: "Deny", protocol: "TCP", destination: { nets: plan.nodes, ports: [...only] } }],
    }),
  );
}
