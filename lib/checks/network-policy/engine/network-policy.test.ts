import { describe } from "node:test";
import { flowTable } from "./sample-world.ts";

/** A NetworkPolicy of namespace shop. */
const policy = (spec: string, name = "sample") => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
${spec.replace(/^/gm, "  ")}`;

const everything = [
  ["web > api 8080", "allowed"],
  ["probe > web 80", "allowed"],
  ["web > 198.51.100.1 443", "allowed"],
  ["198.51.100.1 > web 80", "allowed"],
] as const;

describe("the examples of the Kubernetes documentation", () => {
  flowTable("without a policy everything is allowed", "", [
    ...everything.map(([flow]) => [flow, "allowed"] as [string, "allowed"]),
  ]);

  flowTable(
    "test-network-policy: ipBlock with except, namespace or pod peers, egress to one range and port",
    policy(`podSelector: { matchLabels: { role: db } }
policyTypes: [Ingress, Egress]
ingress:
  - from:
      - ipBlock: { cidr: 172.17.0.0/16, except: [172.17.1.0/24] }
      - namespaceSelector: { matchLabels: { team: ops } }
      - podSelector: { matchLabels: { app: web } }
    ports: [{ protocol: TCP, port: 6379 }]
egress:
  - to: [{ ipBlock: { cidr: 10.0.0.0/24 } }]
    ports: [{ protocol: TCP, port: 5978 }]`),
    [
      ["172.17.0.9 > db 6379", "allowed"],
      ["172.17.1.9 > db 6379", "denied"],
      ["probe > db 6379", "allowed"],
      ["web > db 6379", "allowed"],
      ["api > db 6379", "denied"],
      ["stray > db 6379", "denied"],
      ["web > db 80", "denied"],
      ["web > db 6379/UDP", "denied"],
      ["db > 10.0.0.8 5978", "allowed"],
      ["db > 10.0.0.8 5979", "denied"],
      ["db > 10.0.1.8 5978", "denied"],
      ["web > stray 80", "allowed"],
    ],
  );

  flowTable(
    "namespaceSelector and podSelector in one entry are both to hold",
    policy(`podSelector: {}
ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: client } } }] }]`),
    [["probe > web 80", "denied"]],
  );
  flowTable(
    "namespaceSelector and podSelector in two entries are either of them",
    policy(`podSelector: {}
ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }, { podSelector: { matchLabels: { app: api } } }] }]`),
    [
      ["probe > web 80", "allowed"],
      ["api > web 80", "allowed"],
      ["stray > web 80", "denied"],
    ],
  );

  flowTable("default deny all ingress", policy("podSelector: {}\npolicyTypes: [Ingress]"), [
    ["api > web 80", "denied"],
    ["probe > web 80", "denied"],
    ["web > stray 80", "allowed"],
  ]);
  flowTable("allow all ingress", policy("podSelector: {}\ningress: [{}]\npolicyTypes: [Ingress]"), [
    ["api > web 80", "allowed"],
    ["198.51.100.1 > web 80/UDP", "allowed"],
  ]);
  flowTable("default deny all egress", policy("podSelector: {}\npolicyTypes: [Egress]"), [
    ["web > api 80", "denied"],
    ["web > dns 53/UDP", "denied"],
    ["stray > web 80", "allowed"],
  ]);
  flowTable("allow all egress", policy("podSelector: {}\negress: [{}]\npolicyTypes: [Egress]"), [
    ["web > 198.51.100.1 443", "allowed"],
    ["web > 2001:db8::1 443", "allowed"],
  ]);
  flowTable("default deny all", policy("podSelector: {}\npolicyTypes: [Ingress, Egress]"), [
    ["web > stray 80", "denied"],
    ["stray > web 80", "denied"],
  ]);
  flowTable(
    "a range of ports by endPort",
    policy(`podSelector: {}
policyTypes: [Egress]
egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/24 } }], ports: [{ protocol: TCP, port: 32000, endPort: 32768 }] }]`),
    [
      ["web > 10.0.0.1 31999", "denied"],
      ["web > 10.0.0.1 32000", "allowed"],
      ["web > 10.0.0.1 32768", "allowed"],
      ["web > 10.0.0.1 32769", "denied"],
    ],
  );
  flowTable(
    "several namespaces by their labels and one by its implied name",
    policy(`podSelector: {}
policyTypes: [Egress]
egress:
  - to:
      - namespaceSelector: { matchExpressions: [{ key: team, operator: In, values: [ops, frontend] }] }
      - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }`),
    [
      ["web > probe 80", "allowed"],
      ["web > dns 53/UDP", "allowed"],
      ["web > stray 80", "denied"],
    ],
  );
});

describe("well-known recipes", () => {
  flowTable(
    "policies are added up, and both sides have to allow",
    [
      policy("podSelector: { matchLabels: { app: web } }\npolicyTypes: [Egress]", "closed"),
      policy(
        "podSelector: { matchLabels: { app: web } }\npolicyTypes: [Egress]\negress: [{ ports: [{ port: 8080 }] }]",
        "open",
      ),
      policy("podSelector: { matchLabels: { app: db } }\npolicyTypes: [Ingress]", "db"),
    ].join("\n---\n"),
    [
      ["web > api 8080", "allowed"],
      ["web > api 9090", "denied"],
      ["web > db 8080", "denied"],
    ],
  );
  flowTable(
    "named ports are those of the pod that is called, and no other address has any",
    [
      policy("podSelector: { matchLabels: { app: api } }\ningress: [{ ports: [{ port: http }] }]", "in"),
      policy(
        "podSelector: { matchLabels: { app: web } }\npolicyTypes: [Egress]\negress: [{ ports: [{ port: http }] }]",
        "out",
      ),
    ].join("\n---\n"),
    [
      ["stray > api 8080", "allowed"],
      ["stray > api 9090", "denied"],
      ["web > api 8080", "allowed"],
      ["web > 198.51.100.1 8080", "denied"],
    ],
  );
  flowTable(
    "DNS and nothing else",
    policy(`podSelector: {}
policyTypes: [Egress]
egress:
  - to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }]
    ports: [{ port: 53, protocol: UDP }, { port: 53 }]`),
    [
      ["web > dns 53/UDP", "allowed"],
      ["web > dns 53", "allowed"],
      ["web > dns 9153", "denied"],
      ["web > 192.0.2.22 10250", "denied"],
    ],
  );
  flowTable(
    "ipBlock of both families, with exceptions",
    policy(`podSelector: {}
policyTypes: [Egress]
egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [192.0.2.0/24] } }, { ipBlock: { cidr: "2001:db8::/32", except: ["2001:db8:bad::/48"] } }] }]`),
    [
      ["web > 198.51.100.1 443", "allowed"],
      ["web > 192.0.2.22 10250", "denied"],
      ["web > 2001:db8:1::5 443", "allowed"],
      ["web > 2001:db8:bad::5 443", "denied"],
      ["web > 2001:db9::5 443", "denied"],
      ["web > api 8080", "allowed"],
    ],
  );
  for (const [expression, allowed] of [
    ["{ key: role, operator: NotIn, values: [db] }", "denied"],
    ["{ key: role, operator: Exists }", "allowed"],
    ["{ key: nothing, operator: DoesNotExist }", "allowed"],
    ["{ key: nothing, operator: NotIn, values: [x] }", "allowed"],
    ["{ key: nothing, operator: In, values: [x] }", "denied"],
  ] as const)
    flowTable(
      `matchExpressions ${expression}`,
      policy(
        `podSelector: { matchLabels: { app: web } }\ningress: [{ from: [{ podSelector: { matchExpressions: [${expression}] } }] }]`,
      ),
      [["db > web 80", allowed]],
    );
});

describe("policyTypes", () => {
  flowTable(
    "without them a policy with only ingress rules leaves egress open",
    policy("podSelector: {}\ningress: []"),
    [
      ["web > stray 80", "allowed"],
      ["stray > web 80", "denied"],
    ],
  );
  flowTable(
    "without them egress rules isolate both ways",
    policy("podSelector: {}\negress: [{ ports: [{ port: 53 }] }]"),
    [
      ["web > stray 80", "denied"],
      ["web > stray 53", "allowed"],
      ["stray > web 53", "denied"],
    ],
  );
});

describe("what the API promises and what it leaves open", () => {
  const closed = policy("podSelector: {}\npolicyTypes: [Ingress, Egress]");
  flowTable("a pod and its own node always reach each other, other nodes do not", closed, [
    ["web > 192.0.2.21 10250", "allowed"],
    ["192.0.2.21 > web 80", "allowed"],
    ["web > 192.0.2.22 10250", "denied"],
    ["192.0.2.22 > web 80", "denied"],
  ]);
  flowTable("a pod of the host network is outside the promise", closed, [
    ["host > 198.51.100.1 443", /host network/],
    ["host > stray 80", /host network/],
  ]);
  flowTable("the address of a Service is not what policies see", closed, [
    ["web > 10.96.0.1 443", /endpoint behind it/],
  ]);
  flowTable(
    "policies that could not be read may say anything",
    "",
    [["web > api 80", /CiliumNetworkPolicy could not be read \(403\)/]],
    {
      inventory: { networkPolicies: { policies: [], unread: [{ kind: "CiliumNetworkPolicy", why: "403" }] } },
    },
  );
  flowTable(
    "labels of namespaces that could not be read decide nothing, their names do",
    policy("podSelector: {}\ningress: [{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }] }]"),
    [["probe > web 80", /labels of namespaces/]],
    { inventory: { namespaces: null } },
  );
  flowTable(
    "a block that is no network decides nothing",
    policy('podSelector: {}\negress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/99" } }] }]'),
    [["web > 10.0.0.1 443", /is no network/]],
  );
});
