import { describe } from "node:test";
import { type Expectation, flowTable, type Setting } from "./sample-world.ts";

const policy = (spec: string, name = "sample") => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
${spec.replace(/^/gm, "  ")}`;

const clusterwide = (spec: string, name = "wide") => `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: ${name} }
spec:
${spec.replace(/^/gm, "  ")}`;

const cilium = (name: string, manifests: string, expected: Expectation[], setting: Setting = {}) =>
  flowTable(name, manifests, expected, { dialect: "cilium", ...setting });

describe("Cilium's layer 3", () => {
  cilium(
    "fromEndpoints keeps to the policy's namespace unless it names another",
    policy(`endpointSelector: { matchLabels: { app: web } }
ingress:
  - fromEndpoints: [{ matchLabels: { app: api } }, { matchLabels: { "k8s:io.kubernetes.pod.namespace": third } }]
  - fromEndpoints: [{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": ops } }]`),
    [
      ["api > web 80", "allowed"],
      ["stray > web 80", "allowed"],
      ["probe > web 80", "allowed"],
      ["db > web 80", "denied"],
      ["198.51.100.1 > web 80", "denied"],
    ],
  );
  cilium(
    "an empty selector is every endpoint of the namespace",
    policy("endpointSelector: {}\ningress: [{ fromEndpoints: [{}] }]"),
    [
      ["api > web 80", "allowed"],
      ["stray > web 80", "denied"],
      ["192.0.2.22 > web 80", "denied"],
    ],
  );
  cilium(
    "clusterwide, an empty selector is every pod",
    clusterwide("endpointSelector: {}\ningress: [{ fromEndpoints: [{}] }]"),
    [
      ["stray > web 80", "allowed"],
      ["192.0.2.22 > web 80", "denied"],
    ],
  );
  cilium("an empty rule closes and allows nothing", policy("endpointSelector: {}\negress: [{}]"), [
    ["web > api 80", "denied"],
    ["stray > web 80", "allowed"],
  ]);
  cilium("an empty list of rules closes nothing", policy("endpointSelector: {}\negress: []"), [
    ["web > api 80", "allowed"],
  ]);
  cilium(
    "a list of peers without any is nobody",
    policy("endpointSelector: {}\negress: [{ toEndpoints: [], toPorts: [{ ports: [{ port: '80' }] }] }]"),
    [["web > api 80", "denied"]],
  );
  for (const [entity, expected] of [
    [
      "world",
      [
        ["web > 198.51.100.1 443", "allowed"],
        ["web > api 80", "denied"],
        ["web > 192.0.2.22 80", "denied"],
      ],
    ],
    [
      "cluster",
      [
        ["web > api 80", "allowed"],
        ["web > 192.0.2.22 80", "allowed"],
        ["web > 198.51.100.1 443", "denied"],
      ],
    ],
    [
      "host",
      [
        ["web > 192.0.2.21 80", "allowed"],
        ["web > 192.0.2.22 80", "denied"],
      ],
    ],
    [
      "remote-node",
      [
        ["web > 192.0.2.22 80", "allowed"],
        ["web > 192.0.2.21 80", "denied"],
      ],
    ],
    [
      "kube-apiserver",
      [
        ["web > 192.0.2.10 6443", "allowed"],
        ["web > 192.0.2.22 6443", "denied"],
      ],
    ],
    [
      "all",
      [
        ["web > 192.0.2.22 80", "allowed"],
        ["web > stray 80", "allowed"],
        ["web > 198.51.100.1 80", "allowed"],
      ],
    ],
    ["health", [["web > api 80", "denied"]]],
    ["init", [["web > api 80", "denied"]]],
    ["unmanaged", [["web > api 80", "denied"]]],
    ["future", [["web > api 80", /entity "future" is not known/]]],
  ] as [string, Expectation[]][])
    cilium(`the entity ${entity}`, policy(`endpointSelector: {}\negress: [{ toEntities: [${entity}] }]`), expected);
  cilium(
    "the API server's addresses have to be known",
    policy("endpointSelector: {}\negress: [{ toEntities: [kube-apiserver] }]"),
    [["web > 192.0.2.10 6443", /EndpointSlices of default\/kubernetes/]],
    { inventory: { endpoints: null } },
  );
  cilium(
    "CIDRs are for the world: pods never, nodes only in a mode that cannot be read",
    policy(`endpointSelector: {}
egress: [{ toCIDR: [10.0.0.0/8] }, { toCIDRSet: [{ cidr: 198.51.100.0/24, except: [198.51.100.7/32] }, { cidr: 192.0.2.0/24 }] }]`),
    [
      ["web > 10.9.9.9 443", "allowed"],
      ["web > 198.51.100.1 443", "allowed"],
      ["web > 198.51.100.7 443", "denied"],
      ["web > api 8080", "denied"],
      ["web > 192.0.2.22 10250", /policy-cidr-match-mode/],
    ],
  );
  cilium(
    "names, Services and groups",
    policy(`endpointSelector: {}
egress:
  - toFQDNs: [{ matchName: example.com }]
  - toServices: [{ k8sService: { serviceName: kubernetes, namespace: default } }]`),
    [
      ["web > 198.51.100.1 443", /toFQDNs resolves to is not known/],
      ["web > 192.0.2.10 6443", "allowed"],
      ["web > 192.0.2.22 6443", "denied"],
      ["web > api 80", "denied"],
    ],
  );
});

describe("Cilium's ports and verdicts", () => {
  cilium(
    "ports, ranges, names and any protocol; rules of layer 7 count by their port",
    policy(`endpointSelector: {}
ingress:
  - toPorts:
      - ports: [{ port: "8000", endPort: 8100, protocol: TCP }, { port: metrics }, { port: "53" }]
        rules: { http: [{ method: GET }] }`),
    [
      ["stray > api 8080", "allowed"],
      ["stray > api 7999", "denied"],
      ["stray > api 9090", "allowed"],
      ["stray > api 53/UDP", "allowed"],
      ["stray > api 8080/UDP", "denied"],
    ],
  );
  const open = policy("endpointSelector: {}\negress: [{ toEntities: [all] }]", "open");
  const noKubelet = `endpointSelector: {}
egressDeny: [{ toEntities: [remote-node], toPorts: [{ ports: [{ port: "10250", protocol: TCP }] }] }]`;
  cilium("deny wins over every allow", [open, policy(noKubelet, "deny")].join("\n---\n"), [
    ["web > 192.0.2.22 10250", "denied"],
    ["web > 192.0.2.22 10255", "allowed"],
    ["web > api 80", "allowed"],
  ]);
  cilium("a deny alone closes the rest, unless enableDefaultDeny is off", policy(noKubelet), [
    ["web > api 80", "denied"],
  ]);
  cilium(
    "with enableDefaultDeny off only the deny remains",
    clusterwide(`${noKubelet}\nenableDefaultDeny: { egress: false }`),
    [
      ["web > api 80", "allowed"],
      ["stray > 192.0.2.22 10250", "denied"],
    ],
  );
  cilium(
    "a deny in doubt makes an allowed flow one that cannot be told",
    [open, policy("endpointSelector: {}\negressDeny: [{ toCIDR: [192.0.2.0/24] }]", "deny")].join("\n---\n"),
    [
      ["web > 192.0.2.22 10250", /policy-cidr-match-mode/],
      ["web > api 80", "allowed"],
    ],
  );
  const kubernetes = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: broad, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }`;
  cilium("a Kubernetes policy keeps Cilium's meaning of blocks and of the own node", kubernetes, [
    ["web > 198.51.100.1 443", "allowed"],
    ["web > api 8080", "denied"],
    ["web > 192.0.2.21 10250", /policy-cidr-match-mode/],
  ]);
  cilium("a node always reaches its own pods", policy("endpointSelector: {}\ningress: [{}]"), [
    ["192.0.2.21 > web 80", "allowed"],
    ["192.0.2.22 > web 80", "denied"],
    ["host > web 80", "allowed"],
  ]);
});

describe("Cilium's host firewall", () => {
  const host = clusterwide(`nodeSelector: { matchLabels: { zone: b } }
ingress: [{ fromEntities: [remote-node, kube-apiserver], toPorts: [{ ports: [{ port: "10250" }] }] }]`);
  cilium(
    "on, it keeps pods from the nodes that it selects",
    host,
    [
      ["web > 192.0.2.22 10250", "denied"],
      ["192.0.2.21 > 192.0.2.22 10250", "allowed"],
      ["web > 192.0.2.21 10250", "allowed"],
    ],
    { hostFirewall: true },
  );
  cilium("off, the policy means nothing", host, [["web > 192.0.2.22 10250", "allowed"]], { hostFirewall: false });
  cilium("where nothing says whether it is on, that is the answer", host, [
    ["web > 192.0.2.22 10250", /host firewall/],
  ]);
});
