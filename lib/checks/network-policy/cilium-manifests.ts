import { hostNetworkOf } from "./engine/address.ts";
import type { PolicyPlan } from "./policy-plan.ts";

type Rules = Record<string, unknown>[];

const kubeletAndEtcd = ["10250", "10255", "2379", "2380"];

function ciliumPolicy(name: string, namespace: string, spec: Record<string, unknown>) {
  return { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata: { name, namespace }, spec };
}

const ports = (numbers: readonly (number | string)[], protocol: string) => [
  { ports: numbers.map((number) => ({ port: String(number), protocol })) },
];

/** Names, and the API server by Cilium's own entity: blocks of addresses do not match nodes there. */
function neededEgress({ dns, apiServers }: PolicyPlan): Rules {
  const apiPorts = [...new Set(apiServers.map(({ port }) => port))];
  return [
    {
      toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": dns.namespace, ...sourced(dns.labels) } }],
      toPorts: ports(dns.ports, "ANY"),
    },
    ...(dns.nodeLocal
      ? [
          { toEntities: ["host"], toPorts: ports([53], "ANY") },
          { toCIDR: [hostNetworkOf(dns.nodeLocal)], toPorts: ports([53], "ANY") },
        ]
      : []),
    { toEntities: ["kube-apiserver"], toPorts: ports(apiPorts.length > 0 ? apiPorts : [443, 6443], "TCP") },
  ];
}

function sourced(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [`k8s:${key}`, value]));
}

function readerPolicies({ readers }: PolicyPlan, namespace: string) {
  return readers.map((labels, index) =>
    ciliumPolicy(`breakwater-allow-kubelet-readers${index === 0 ? "" : `-${index + 1}`}`, namespace, {
      endpointSelector: { matchLabels: labels },
      enableDefaultDeny: { egress: false },
      egress: [{ toEntities: ["host", "remote-node"], toPorts: ports([10250], "TCP") }],
    }),
  );
}

export function ciliumDenyEgress(plan: PolicyPlan) {
  return plan.namespaces.flatMap((namespace) => [
    ciliumPolicy("breakwater-default-deny-egress", namespace, {
      endpointSelector: {},
      egress: [...neededEgress(plan), { toEndpoints: [{}] }],
    }),
    ...readerPolicies(plan, namespace),
  ]);
}

export function ciliumDenyIngress(plan: PolicyPlan) {
  return plan.namespaces.flatMap((namespace) => [
    ciliumPolicy("breakwater-default-deny-ingress", namespace, {
      endpointSelector: {},
      ingress: [{ fromEndpoints: [{}] }],
    }),
    ...plan.exposed.map(({ service, selector, ports: exposed }) =>
      ciliumPolicy(`breakwater-allow-${service}`, namespace, {
        endpointSelector: { matchLabels: selector },
        ingress: [
          {
            fromEntities: ["world", "cluster"],
            toPorts: [{ ports: exposed.map(({ port, protocol }) => ({ port: String(port), protocol })) }],
          },
        ],
      }),
    ),
  ]);
}

export function ciliumAllowNeeds(plan: PolicyPlan) {
  return plan.namespaces.flatMap((namespace) => [
    ciliumPolicy("breakwater-allow-dns-and-api", namespace, {
      endpointSelector: {},
      enableDefaultDeny: { egress: false },
      egress: neededEgress(plan),
    }),
    ...readerPolicies(plan, namespace),
  ]);
}

/** Pods that read kubelets are left out by their labels: a deny beats every allow. */
function exceptReaders({ readers }: PolicyPlan): Record<string, unknown> {
  const matchExpressions = readers.flatMap((labels) => {
    const [first] = Object.entries(labels);
    return first ? [{ key: first[0], operator: "NotIn", values: [first[1]] }] : [];
  });
  return matchExpressions.length > 0 ? { matchExpressions } : {};
}

/** A deny for other nodes, or for all: it beats every allow, and leaves the API server's own port alone. */
export function ciliumDenyNodes(
  plan: PolicyPlan,
  entities: readonly string[],
  only: readonly string[] = kubeletAndEtcd,
) {
  return plan.namespaces.map((namespace) =>
    ciliumPolicy("breakwater-deny-kubelet-and-etcd", namespace, {
      endpointSelector: exceptReaders(plan),
      enableDefaultDeny: { egress: false },
      egressDeny: [{ toEntities: [...entities], toPorts: ports(only, "TCP") }],
    }),
  );
}

/** The same for every pod of the cluster but those of kube-system and of namespaces that read kubelets. */
export function ciliumDenyOwnNode({ exempt }: PolicyPlan, only: readonly number[]) {
  const values = [...new Set(["kube-system", ...(exempt ?? [])])];
  return {
    apiVersion: "cilium.io/v2",
    kind: "CiliumClusterwideNetworkPolicy",
    metadata: { name: "breakwater-deny-own-node-kubelet" },
    spec: {
      endpointSelector: {
        matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: "NotIn", values }],
      },
      enableDefaultDeny: { egress: false },
      egressDeny: [{ toEntities: ["host"], toPorts: ports(only, "TCP") }],
    },
  };
}
