import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { calicoSelector } from "./calico-selector.ts";
import { type Expectation, flowTable, type Setting } from "./sample-world.ts";

const policy = (spec: string, name = "sample") => `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
${spec.replace(/^/gm, "  ")}`;

const global = (spec: string, name = "global") => `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: ${name} }
spec:
${spec.replace(/^/gm, "  ")}`;

const kubernetes = (spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: k8s, namespace: shop }
spec: ${spec}`;

const calico = (name: string, manifests: string[], expected: Expectation[], setting: Setting = {}) =>
  flowTable(name, manifests.join("\n---\n"), expected, { dialect: "calico", ...setting });

const denyAll = global("selector: all()\ntypes: [Egress]\negress: [{ action: Deny }]");

describe("Calico's selectors", () => {
  const labels: Record<string, string> = { app: "web", "k8s.io/tier": "front-end" };
  const rows: [string, boolean][] = [
    ["", true],
    ["all()", true],
    ["app == 'web'", true],
    ['app == "api"', false],
    ["app != 'api'", true],
    ["missing != 'x'", true],
    ["has(app)", true],
    ["!has(app)", false],
    ["has(missing)", false],
    ["app in { 'web', 'api' }", true],
    ["app not in {'web'}", false],
    ["missing not in {'web'}", true],
    ["missing in {'web'}", false],
    ["app starts with 'w'", true],
    ["app ends with 'x'", false],
    ["k8s.io/tier contains 'nt-e'", true],
    ["app == 'web' && has(missing)", false],
    ["has(missing) || app == 'web'", true],
    ["has(app) || has(missing) && has(missing)", true],
    ["(has(app) || has(missing)) && has(missing)", false],
    ["!(app == 'web') || !!has(app)", true],
    ["global()", true],
  ];
  for (const [text, expected] of rows)
    it(`${text || "the empty one"} is ${expected}`, () =>
      assert.equal(
        calicoSelector(text)((key) => labels[key]),
        expected,
      ));
  for (const text of [
    "app = 'web'",
    "app == web",
    "has(app",
    "app in 'web'",
    "app ==",
    "&& has(app)",
    "has(app) has(app)",
    "(".repeat(5000),
  ])
    it(`${text.slice(0, 20)} cannot be read and is in doubt`, () =>
      assert.equal(typeof calicoSelector(text)(() => "web"), "object"));
});

describe("Calico's order", () => {
  calico(
    "the lower order decides, whatever comes after",
    [
      global(
        "order: 10\nselector: app == 'web'\ntypes: [Egress]\negress: [{ action: Allow, protocol: TCP, destination: { ports: [443, '8000:9000'] } }]",
        "first",
      ),
      global("order: 20\nselector: all()\ntypes: [Egress]\negress: [{ action: Deny }]", "second"),
    ],
    [
      ["web > 198.51.100.1 443", "allowed"],
      ["web > 198.51.100.1 8500", "allowed"],
      ["web > 198.51.100.1 80", "denied"],
      ["web > 198.51.100.1 443/UDP", "denied"],
      ["stray > 198.51.100.1 443", "denied"],
    ],
  );
  calico(
    "policies of one order that contradict each other decide nothing",
    [
      global("order: 5\ntypes: [Egress]\negress: [{ action: Allow }]", "a"),
      global("order: 5\ntypes: [Egress]\negress: [{ action: Deny }]", "b"),
    ],
    [["web > api 80", /same order/]],
  );
  calico(
    "a policy that selects and says nothing denies at the end of its tier",
    [policy("selector: app == 'web'\ntypes: [Ingress]")],
    [
      ["api > web 80", "denied"],
      ["api > db 80", "allowed"],
    ],
  );
  calico(
    "Log goes on, Pass leaves the tier",
    [
      policy(
        "order: 1\ntypes: [Egress]\negress: [{ action: Log }, { action: Pass, protocol: TCP, destination: { ports: [443] } }, { action: Deny }]",
      ),
    ],
    [
      ["web > 198.51.100.1 443", "allowed"],
      ["web > 198.51.100.1 80", "denied"],
    ],
  );
  calico(
    "Kubernetes policies stand at order 1000 of the same tier",
    [
      kubernetes("{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 443 }, { port: 10250 }] }] }"),
      global(
        "order: 10\ntypes: [Egress]\negress: [{ action: Deny, protocol: TCP, destination: { nets: [192.0.2.0/24], ports: [10250] } }]",
      ),
      global(
        "order: 2000\ntypes: [Egress]\negress: [{ action: Allow, protocol: TCP, destination: { ports: [25] } }]",
        "late",
      ),
    ],
    [
      ["web > 198.51.100.1 443", "allowed"],
      ["web > 192.0.2.22 10250", "denied"],
      ["web > 192.0.2.21 10250", "denied"],
      ["web > 198.51.100.1 25", "allowed"],
      ["web > 198.51.100.1 26", "denied"],
    ],
  );
  calico(
    "a tier of unknown order decides only what every tier says",
    [
      global(
        "tier: security\ntypes: [Egress]\negress: [{ action: Deny, protocol: TCP, destination: { ports: [10250] } }, { action: Pass }]",
        "tiered",
      ),
      policy("types: [Egress]\negress: [{ action: Allow, protocol: TCP, destination: { ports: [10250, 443] } }]"),
    ],
    [
      ["web > 192.0.2.22 10250", /order of the Calico tier security/],
      ["web > 198.51.100.1 443", "allowed"],
      ["web > 198.51.100.1 80", "denied"],
      ["stray > 192.0.2.22 10250", "denied"],
      ["stray > 198.51.100.1 80", "allowed"],
    ],
  );
});

describe("Calico's peers", () => {
  calico(
    "a namespaced policy keeps to its namespace unless a namespaceSelector leads out",
    [
      policy(`selector: app == 'web'
types: [Ingress]
ingress:
  - { action: Allow, source: { selector: "has(role)" } }
  - { action: Allow, source: { namespaceSelector: "team == 'ops'", selector: "role == 'frontend'" }, destination: { ports: [80] }, protocol: TCP }
  - { action: Allow, source: { namespaceSelector: "projectcalico.org/name == 'third'", serviceAccounts: { names: [runner] } } }`),
    ],
    [
      ["db > web 9", "allowed"],
      ["api > web 9", "denied"],
      ["probe > web 80", "allowed"],
      ["probe > web 81", "denied"],
      ["stray > web 9", "allowed"],
      ["dns > web 80", "denied"],
    ],
  );
  calico(
    "nets, notNets, notSelector, notPorts and notProtocol",
    [
      policy(`types: [Egress]
egress:
  - { action: Allow, protocol: TCP, destination: { nets: [0.0.0.0/0], notNets: [192.0.2.0/24], notPorts: [25] } }
  - { action: Allow, notProtocol: TCP, destination: { nets: ["2001:db8::/32"] } }`),
    ],
    [
      ["web > 198.51.100.1 443", "allowed"],
      ["web > 198.51.100.1 25", "denied"],
      ["web > 192.0.2.22 443", "denied"],
      ["web > 2001:db8::9 53/UDP", "allowed"],
      ["web > 2001:db8::9 53", "denied"],
    ],
  );
  calico(
    "a global selector may also mean network sets, which are not read",
    [
      denyAll,
      global(
        "order: 1\ntypes: [Egress]\negress: [{ action: Allow, destination: { selector: \"role == 'db'\" } }]",
        "sets",
      ),
    ],
    [
      ["web > db 80", "allowed"],
      ["web > api 80", "denied"],
      ["web > 198.51.100.1 80", /GlobalNetworkSet/],
    ],
  );
  calico(
    "labels of service accounts are not read",
    [policy("serviceAccountSelector: has(x)\ntypes: [Egress]\negress: [{ action: Deny }]")],
    [["web > api 80", /labels of service accounts/]],
  );
  calico(
    "global() selects no pod",
    [global("selector: global()\ntypes: [Egress]\negress: [{ action: Deny }]")],
    [["web > api 80", "allowed"]],
  );
});

describe("Calico's host endpoints", () => {
  const endpoint = (name: string, spec: string) => `apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: { name: ${name} }
spec: ${spec}`;
  const auto = endpoint(
    "worker-2-auto-hep",
    "{ node: worker-2, interfaceName: '*', profiles: [projectcalico-default-allow] }",
  );
  const noKubelet = global(
    "selector: has(zone)\norder: 1\ntypes: [Ingress]\ningress: [{ action: Deny, protocol: TCP, source: { nets: [10.244.0.0/16] }, destination: { ports: [10250, 2379] } }, { action: Allow }]",
    "nodes",
  );
  calico(
    "an automatic one carries its node's labels",
    [auto, noKubelet],
    [
      ["web > 192.0.2.22 10250", "denied"],
      ["192.0.2.21 > 192.0.2.22 10250", "allowed"],
      ["web > 192.0.2.22 80", "allowed"],
      ["web > 192.0.2.21 10250", "allowed"],
      ["web > 192.0.2.22 2379", /failsafe/],
    ],
  );
  calico("without a policy its profile lets everything through", [auto], [["web > 192.0.2.22 10250", "allowed"]]);
  calico(
    "one without profile or policy refuses",
    [endpoint("eth0", "{ node: worker-2, interfaceName: '*' }")],
    [["web > 192.0.2.22 10250", "denied"]],
  );
  calico(
    "labels of one made by hand are not read",
    [endpoint("eth0", "{ node: worker-2, interfaceName: '*', profiles: [projectcalico-default-allow] }"), noKubelet],
    [["web > 192.0.2.22 10250", /labels of host endpoint eth0/]],
  );
  calico(
    "pre-DNAT rules come before the normal ones and close nothing",
    [
      auto,
      global(
        "selector: all()\npreDNAT: true\napplyOnForward: true\ntypes: [Ingress]\ningress: [{ action: Deny, protocol: TCP, destination: { ports: [30080] } }]",
        "early",
      ),
    ],
    [
      ["web > 192.0.2.22 30080", "denied"],
      ["web > 192.0.2.22 30081", "allowed"],
    ],
  );
});
