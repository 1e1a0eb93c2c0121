import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { verdictTable } from "../sample-verdicts.ts";
import { pods, sampleInventory } from "./engine/sample-world.ts";
import { netpolBreaksRequiredTraffic as check } from "./netpol-breaks-required-traffic.ts";
import { firstAddress } from "./required-traffic.ts";
import { afterRemedy, engines, policy, shop, withPolicies } from "./sample-policies.ts";

const egress = (rules: string, selector = "{}") =>
  policy("out", `{ podSelector: ${selector}, policyTypes: [Egress], egress: ${rules} }`);
const dns = "{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }";
const clusterIp = "{ to: [{ ipBlock: { cidr: 10.96.0.1/32 } }], ports: [{ port: 443 }] }";
const api = "{ to: [{ ipBlock: { cidr: 192.0.2.10/32 } }], ports: [{ port: 6443 }] }";
const bound = {
  rbac: {
    roles: [],
    bindings: [
      {
        kind: "RoleBinding" as const,
        uid: "b",
        namespace: "shop",
        name: "operator",
        roleRef: { kind: "Role" as const, name: "operator" },
        subjects: [{ kind: "ServiceAccount" as const, namespace: "shop", name: "default" }],
        builtIn: false,
        createdAt: null,
      },
    ],
  },
};
const cache = {
  ...pods.host,
  namespace: "kube-system",
  name: "node-local-dns",
  labels: { "k8s-app": "node-local-dns" },
};
const withCache = { pods: [...Object.values(pods), cache] };
const prometheus = { ...pods.web, labels: { app: "prometheus" }, owner: { kind: "Deployment", name: "prometheus" } };
const monitoring = {
  pods: [prometheus, pods.dns],
  consumers: [
    {
      kind: "Deployment",
      namespace: "shop",
      name: "prometheus",
      uid: "c",
      door: "kubelet-api" as const,
      program: "prometheus",
      where: "prometheus.yml",
    },
  ],
};
const production = {
  namespaces: (sampleInventory("").namespaces ?? []).map((entry) =>
    entry.name === "shop" ? { ...entry, labels: { env: "production" } } : entry,
  ),
};
const dnsIngress =
  "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: dns, namespace: kube-system }\nspec: { podSelector: {}, policyTypes: [Ingress] }";
const cilium = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: out, namespace: shop }
spec: { endpointSelector: {}, egress: [{}] }`;

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "egress is closed and DNS forgotten",
      seen: withPolicies(egress("[]")),
      subject: shop,
      verdict: "fail",
      severity: "low",
      says: /keep pods from DNS at kube-system\/coredns 53\/UDP/,
    },
    {
      when: "DNS is open for UDP alone",
      seen: withPolicies(egress("[{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }]")),
      subject: shop,
      verdict: "fail",
      severity: "low",
      says: /53\/TCP: long answers/,
    },
    {
      when: "the DNS pods themselves refuse",
      seen: withPolicies(`${egress(`[${dns}]`)}\n---\n${dnsIngress}`),
      subject: shop,
      verdict: "fail",
      severity: "low",
    },
    {
      when: "it is in production",
      seen: withPolicies(egress("[]"), production),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /in production/,
    },
    {
      when: "only the Service address of the API is allowed",
      seen: withPolicies(egress(`[${dns}, ${clusterIp}]`)),
      subject: shop,
      verdict: "fail",
      severity: "low",
      says: /192\.0\.2\.10:6443: NetworkPolicy shop\/out allows its Service address 10\.96\.0\.1/,
    },
    {
      when: "pods hold rights and the API is out of reach",
      seen: withPolicies(egress(`[${dns}]`), bound),
      subject: shop,
      verdict: "fail",
      severity: "low",
      says: /holds rights through RoleBinding operator/,
    },
    {
      when: "Prometheus may not read kubelets",
      seen: withPolicies(egress(`[${dns}]`), monitoring),
      subject: shop,
      verdict: "fail",
      severity: "low",
      says: /Deployment prometheus reads it/,
    },
    {
      when: "the cache on the node cannot be reached under Calico",
      seen: withPolicies(egress("[]"), { ...withCache, workloads: [engines.calico] }),
      subject: shop,
      verdict: "fail",
      severity: "low",
    },
    {
      when: "the cache on the own node is always allowed",
      seen: withPolicies(egress("[]"), withCache),
      subject: shop,
      verdict: "pass",
    },
    {
      when: "DNS and the API's endpoints are open",
      seen: withPolicies(egress(`[${dns}, ${clusterIp}, ${api}]`), bound),
      subject: shop,
      verdict: "pass",
    },
    {
      when: "pods without rights may not call the API",
      seen: withPolicies(egress(`[${dns}]`)),
      subject: shop,
      verdict: "pass",
    },
    {
      when: "the network may look before it translates the Service address",
      seen: withPolicies(egress(`[${dns}, ${clusterIp}]`), { workloads: [] }),
      subject: shop,
      verdict: "unknown",
      says: /cannot be told/,
    },
    {
      when: "no pod of DNS was found",
      seen: withPolicies(egress(`[${dns}]`), { pods: [pods.web] }),
      subject: shop,
      verdict: "unknown",
      says: /DNS, whose pods were not found/,
    },
    {
      when: "policies could not be listed",
      seen: withPolicies("", { networkPolicies: null }),
      subject: shop,
      verdict: "unknown",
    },
    { when: "no policy closes egress", seen: withPolicies(), subject: shop, verdict: "not-applicable" },
    {
      when: "nothing enforces policies",
      seen: withPolicies(egress("[]"), { workloads: [engines.flannel] }),
      subject: shop,
      verdict: "not-applicable",
    },
  ]);

  for (const [name, seen] of [
    ["DNS is forgotten", withPolicies(egress("[]"))],
    ["the API is forgotten", withPolicies(egress(`[${dns}, ${clusterIp}]`), bound)],
    ["Prometheus is forgotten", withPolicies(egress(`[${dns}]`), monitoring)],
    [
      "the node's cache is forgotten under Calico",
      withPolicies(egress("[]"), { ...withCache, workloads: [engines.calico] }),
    ],
    ["all is forgotten under Cilium", withPolicies(cilium, { ...bound, workloads: [engines.cilium] })],
    ["the node's cache is forgotten under Cilium", withPolicies(cilium, { ...withCache, workloads: [engines.cilium] })],
  ] as const)
    it(`passes once the remediation is applied where ${name}`, () => {
      const { judgement } = afterRemedy(check, seen, shop);
      assert.equal(judgement.verdict, "pass", judgement.reason);
    });

  it("isolates no pod that was open before", () => {
    const { seen } = afterRemedy(check, withPolicies(egress("[]", "{ matchLabels: { app: web } }")), shop);
    const added = seen.inventory.networkPolicies?.policies.filter(({ name }) => name.startsWith("breakwater-allow-"));
    assert.deepEqual(
      added?.map(({ spec }) => spec.podSelector),
      [{ matchLabels: { app: "web" } }],
    );
  });

  it("knows the first address of a Service network", () => {
    assert.equal(firstAddress("10.96.0.0/12"), "10.96.0.1");
    assert.equal(firstAddress("10.43.0.0/16,fd00::/108"), "10.43.0.1");
    assert.equal(firstAddress("fd00:10:96::/112"), "fd00:10:96::1");
    assert.equal(firstAddress(null), null);
  });
});
