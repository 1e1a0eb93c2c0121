import { stringify } from "yaml";
import { hostNetworkOf } from "./engine/address.ts";
import type { PolicyPlan, Rewritten } from "./policy-plan.ts";

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  spec: Record<string, unknown>;
}

/** Manifests as one YAML stream, names and values quoted wherever YAML needs it. */
export function toYaml(...manifests: Manifest[]): string {
  const texts = manifests.map((manifest) =>
    stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd(),
  );
  return texts.join("\n---\n");
}

export function networkPolicy(name: string, namespace: string, spec: Record<string, unknown>): Manifest {
  return { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name, namespace }, spec };
}

const port = (number: number | string, protocol: string) => ({ protocol, port: number });

/** Egress rules that every pod needs: names, the API server, and where it runs NodeLocal DNSCache. */
export function neededEgress({ dns, apiServers }: PolicyPlan): Record<string, unknown>[] {
  const dnsPorts = dns.ports.flatMap((number) => [port(number, "UDP"), port(number, "TCP")]);
  return [
    {
      to: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": dns.namespace } },
          podSelector: { matchLabels: dns.labels },
        },
      ],
      ports: dnsPorts,
    },
    ...(dns.nodeLocal
      ? [{ to: [{ ipBlock: { cidr: hostNetworkOf(dns.nodeLocal) } }], ports: [port(53, "UDP"), port(53, "TCP")] }]
      : []),
    ...apiRules(apiServers),
  ];
}

/** Without known addresses the ports alone are opened: an API server that is cut off is worse. */
export function apiRules(apiServers: PolicyPlan["apiServers"]): Record<string, unknown>[] {
  if (apiServers.length === 0) return [{ ports: [port(443, "TCP"), port(6443, "TCP")] }];
  return [...Map.groupBy(apiServers, (endpoint) => endpoint.port)].map(([number, endpoints]) => ({
    to: endpoints.map(({ address }) => ({ ipBlock: { cidr: hostNetworkOf(address) } })),
    ports: [port(number, "TCP")],
  }));
}

/** Programs that read kubelets keep their way to the kubelet's port of every node. */
function readerPolicies({ readers, nodes }: PolicyPlan, namespace: string): Manifest[] {
  if (nodes.length === 0) return [];
  return readers.map((labels, index) =>
    networkPolicy(`breakwater-allow-kubelet-readers${index === 0 ? "" : `-${index + 1}`}`, namespace, {
      podSelector: { matchLabels: labels },
      policyTypes: ["Egress"],
      egress: [{ to: nodes.map((cidr) => ({ ipBlock: { cidr } })), ports: [port(10250, "TCP")] }],
    }),
  );
}

/** Closes egress of every pod of the namespace, but for what it needs and its own namespace. */
export function defaultDenyEgress(plan: PolicyPlan): Manifest[] {
  return plan.namespaces.flatMap((namespace) => [
    networkPolicy("breakwater-default-deny-egress", namespace, {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [...neededEgress(plan), { to: [{ podSelector: {} }] }],
    }),
    ...readerPolicies(plan, namespace),
  ]);
}

/** Closes ingress of every pod of the namespace, but for its own namespace and the ports of its exposed Services. */
export function defaultDenyIngress(plan: PolicyPlan): Manifest[] {
  return plan.namespaces.flatMap((namespace) => [
    networkPolicy("breakwater-default-deny-ingress", namespace, {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ podSelector: {} }] }],
    }),
    ...plan.exposed.map(({ service, selector, ports }) =>
      networkPolicy(`breakwater-allow-${service}`, namespace, {
        podSelector: { matchLabels: selector },
        policyTypes: ["Ingress"],
        ingress: [{ ports: ports.map((entry) => port(entry.port, entry.protocol)) }],
      }),
    ),
  ]);
}

/** Adds what pods need to policies that are there already, and isolates no pod that they leave open. */
export function allowNeeds(plan: PolicyPlan): Manifest[] {
  return plan.namespaces.flatMap((namespace) => [
    ...plan.selectors.map((podSelector, index) =>
      networkPolicy(`breakwater-allow-dns-and-api${index === 0 ? "" : `-${index + 1}`}`, namespace, {
        podSelector,
        policyTypes: ["Egress"],
        egress: neededEgress(plan),
      }),
    ),
    ...readerPolicies(plan, namespace),
  ]);
}

/** Policies of the namespace with the nodes taken out of their rules, and the API server kept. */
export function withoutNodes(plan: PolicyPlan): Manifest[] {
  const [namespace = ""] = plan.namespaces;
  return [
    ...plan.rewritten.map(({ name, spec }: Rewritten) => networkPolicy(name, namespace, { ...spec })),
    ...readerPolicies(plan, namespace),
  ];
}
