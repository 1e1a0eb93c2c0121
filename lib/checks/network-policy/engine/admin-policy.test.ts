import { describe } from "node:test";
import { flowTable } from "./sample-world.ts";

const admin = (kind: string, name: string, spec: string) => `apiVersion: policy.networking.k8s.io/v1alpha1
kind: ${kind}
metadata: { name: ${name} }
spec:
${spec.replace(/^/gm, "  ")}`;

const shopOpen = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: open, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{}] }`;

const everywhere = "subject: { namespaces: {} }";

describe("AdminNetworkPolicy", () => {
  const deny = admin(
    "AdminNetworkPolicy",
    "deny",
    `priority: 20
${everywhere}
ingress: [{ name: no-other, action: Deny, from: [{ namespaces: { matchLabels: { team: ops } } }] }]`,
  );
  flowTable("a Deny beats every NetworkPolicy", [deny, shopOpen].join("\n---\n"), [
    ["probe > web 80", "denied"],
    ["stray > web 80", "allowed"],
  ]);
  flowTable(
    "a lower priority number comes first, and Pass leaves it to NetworkPolicies",
    [
      deny,
      admin(
        "AdminNetworkPolicy",
        "pass",
        `priority: 10
subject: { pods: { namespaceSelector: { matchLabels: { team: shop } }, podSelector: { matchLabels: { app: web } } } }
ingress: [{ action: Pass, from: [{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { role: frontend } } } }], ports: [{ portNumber: { protocol: TCP, port: 80 } }] }]`,
      ),
    ].join("\n---\n"),
    [
      ["probe > web 80", "allowed"],
      ["probe > web 81", "denied"],
      ["probe > db 80", "denied"],
    ],
  );
  flowTable(
    "an Allow beats a default deny",
    [
      admin(
        "AdminNetworkPolicy",
        "allow",
        `priority: 5
${everywhere}
egress: [{ action: Allow, to: [{ namespaces: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }], ports: [{ portRange: { protocol: UDP, start: 50, end: 60 } }] }]`,
      ),
      shopOpen.replace("Ingress], ingress: [{}]", "Egress]"),
    ].join("\n---\n"),
    [
      ["web > dns 53/UDP", "allowed"],
      ["web > dns 53", "denied"],
    ],
  );
  flowTable(
    "two of one priority that contradict each other decide nothing",
    [
      admin(
        "AdminNetworkPolicy",
        "a",
        `priority: 5\n${everywhere}\negress: [{ action: Allow, to: [{ namespaces: {} }] }]`,
      ),
      admin(
        "AdminNetworkPolicy",
        "b",
        `priority: 5\n${everywhere}\negress: [{ action: Deny, to: [{ namespaces: {} }] }]`,
      ),
    ].join("\n---\n"),
    [["web > api 80", /priority 5 contradict/]],
  );
  flowTable(
    "nodes, networks, domain names, named ports, and a peer of a kind that is not known",
    admin(
      "AdminNetworkPolicy",
      "nodes",
      `priority: 1
${everywhere}
egress:
  - { action: Deny, to: [{ nodes: {} }], ports: [{ portNumber: { protocol: TCP, port: 10250 } }] }
  - { action: Deny, to: [{ networks: [203.0.113.0/24, "2001:db8:bad::/48"] }] }
  - { action: Allow, to: [{ domainNames: [example.com] }] }
  - { action: Deny, to: [{ namespaces: {} }], ports: [{ namedPort: metrics }] }
  - { action: Deny, to: [{ networks: [198.51.100.0/24] }], ports: [{ portNumber: { protocol: TCP, port: 25 } }] }`,
    ),
    [
      ["web > 192.0.2.22 10250", "denied"],
      ["web > 192.0.2.22 22", "allowed"],
      ["web > 203.0.113.5 443", "denied"],
      ["web > 2001:db8:bad::1 443", "denied"],
      ["web > api 9090", "denied"],
      ["web > api 8080", "allowed"],
      ["web > 198.51.100.9 25", /domain name/],
      ["web > 192.0.2.21 10250", /pod's own node/],
    ],
  );
  flowTable(
    "an unknown peer is covered by a Deny and not by an Allow",
    admin(
      "AdminNetworkPolicy",
      "odd",
      `priority: 1
${everywhere}
egress: [{ action: Allow, to: [{ planets: {} }] }, { action: Deny, to: [{ planets: {} }] }]`,
    ),
    [["web > api 80", "denied"]],
  );
});

describe("BaselineAdminNetworkPolicy", () => {
  const baseline = admin(
    "BaselineAdminNetworkPolicy",
    "default",
    `${everywhere}
ingress: [{ action: Deny, from: [{ namespaces: {} }] }]`,
  );
  flowTable("speaks for pods that no NetworkPolicy isolates", [baseline, shopOpen].join("\n---\n"), [
    ["probe > web 80", "allowed"],
    ["web > stray 80", "denied"],
    ["198.51.100.1 > stray 80", "allowed"],
  ]);
});

describe("ClusterNetworkPolicy", () => {
  const cluster = (name: string, spec: string) =>
    admin("ClusterNetworkPolicy", name, spec).replace("v1alpha1", "v1alpha2");
  flowTable(
    "tiers Admin and Baseline stand before and after NetworkPolicies",
    [
      cluster(
        "admin",
        `tier: Admin
priority: 0
${everywhere}
ingress:
  - { action: Accept, from: [{ namespaces: { matchLabels: { team: ops } } }], protocols: [{ tcp: { destinationPort: { number: 80 } } }, { udp: { destinationPort: { range: { start: 10, end: 20 } } } }] }
  - { action: Pass, from: [{ namespaces: { matchLabels: { team: shop } } }] }
  - { action: Deny, from: [{ namespaces: { matchLabels: { team: ops } } }] }`,
      ),
      cluster(
        "base",
        `tier: Baseline
priority: 0
${everywhere}
ingress: [{ action: Deny, from: [{ namespaces: {} }], protocols: [{ destinationNamedPort: http }] }]`,
      ),
    ].join("\n---\n"),
    [
      ["probe > web 80", "allowed"],
      ["probe > web 15/UDP", "allowed"],
      ["probe > web 81", "denied"],
      ["web > api 8080", "denied"],
      ["web > api 9090", "allowed"],
    ],
  );
});
