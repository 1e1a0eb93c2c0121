import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Consumer } from "../../domain/workload.ts";
import { evidenceOf, hardenedConfiguration, withKubeletConfig, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { pods } from "./engine/sample-world.ts";
import { netpolBreaksRequiredTraffic } from "./netpol-breaks-required-traffic.ts";
import { netpolPermitsKubeletPorts as check } from "./netpol-permits-kubelet-ports.ts";
import { afterRemedy, engines, policy, remediationOf, shop, withPolicies } from "./sample-policies.ts";

const egress = (rules: string) => policy("out", `{ podSelector: {}, policyTypes: [Egress], egress: ${rules} }`);
const needs =
  "{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }";
const broad = egress(`[{ to: [{ ipBlock: { cidr: 192.0.0.0/8 } }] }, ${needs}]`);
const everybody = egress("[{}]");
const closed = egress(`[${needs}]`);
const onCilium = { workloads: [engines.cilium] };
const onCalico = { workloads: [engines.calico] };
const cilium = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: out, namespace: shop }
spec: { endpointSelector: {}, egress: [{ toEntities: [cluster] }] }`;
const reader: Consumer = {
  kind: "Deployment",
  namespace: "shop",
  name: "prometheus",
  uid: "c",
  door: "kubelet-api",
  program: "prometheus",
  where: "prometheus.yml line 14",
};
const prometheus = { ...pods.web, labels: { app: "prometheus" }, owner: { kind: "Deployment", name: "prometheus" } };
const monitoring = { consumers: [reader], pods: [prometheus, pods.dns] };
const holding = {
  rbac: {
    roles: [
      {
        kind: "ClusterRole" as const,
        uid: "r",
        namespace: null,
        name: "proxy",
        rules: [
          { verbs: ["get"], apiGroups: [""], resources: ["nodes/proxy"], resourceNames: [], nonResourceURLs: [] },
        ],
        aggregated: false,
        builtIn: false,
      },
    ],
    bindings: [
      {
        kind: "ClusterRoleBinding" as const,
        uid: "b",
        namespace: null,
        name: "proxy",
        roleRef: { kind: "ClusterRole" as const, name: "proxy" },
        subjects: [{ kind: "ServiceAccount" as const, namespace: "shop", name: "default" }],
        builtIn: false,
        createdAt: null,
      },
    ],
  },
};
const always = { ...hardenedConfiguration, authorization: { mode: "AlwaysAllow" } };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a broad block holds the nodes",
      seen: withPolicies(broad),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /NetworkPolicy shop\/out allows it/,
    },
    {
      when: "no policy isolates egress",
      seen: withPolicies(),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /no policy isolates their egress/,
    },
    {
      when: "only etcd's port is let through",
      seen: withPolicies(
        egress("[{ to: [{ ipBlock: { cidr: 192.0.2.10/32 } }], ports: [{ port: 2000, endPort: 3000 }] }]"),
      ),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /192\.0\.2\.10:2379/,
    },
    {
      when: "a kubelet authorises everyone",
      seen: withKubeletConfig(withPolicies(broad), "worker-2", always),
      subject: shop,
      verdict: "fail",
      severity: "high",
      says: /kubelet of worker-2 authorises every caller/,
    },
    {
      when: "a read-only port is open",
      seen: withPort(withPolicies(broad), "worker-2", 10255, { state: "open" }),
      subject: shop,
      verdict: "fail",
      severity: "high",
    },
    {
      when: "a service account holds nodes/proxy",
      seen: withPolicies(broad, holding),
      subject: shop,
      verdict: "fail",
      severity: "high",
      says: /shop\/default holds nodes\/proxy/,
    },
    {
      when: "Cilium allows the entity cluster",
      seen: withPolicies(cilium, onCilium),
      subject: shop,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "policies deny it and nothing enforces them",
      seen: withPolicies(closed, { workloads: [engines.flannel] }),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /flannel enforces no policy/,
    },
    {
      when: "blocks except the nodes",
      seen: withPolicies(egress("[{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [192.0.2.0/24] } }] }]")),
      subject: shop,
      verdict: "pass",
    },
    { when: "only DNS is allowed", seen: withPolicies(closed), subject: shop, verdict: "pass" },
    {
      when: "Cilium denies it whatever else is allowed",
      seen: withPolicies(cilium.replace("spec: {", "spec: { egressDeny: [{ toEntities: [remote-node] }],"), onCilium),
      subject: shop,
      verdict: "pass",
    },
    {
      when: "a block holds the nodes on Cilium, where its mode decides",
      seen: withPolicies(broad, onCilium),
      subject: shop,
      verdict: "unknown",
      says: /policy-cidr-match-mode/,
    },
    {
      when: "policies could not be read",
      seen: withPolicies("", {
        networkPolicies: { policies: [], unread: [{ kind: "CalicoNetworkPolicy", why: "403" }] },
      }),
      subject: shop,
      verdict: "unknown",
    },
    {
      when: "all its pods are known to read kubelets",
      seen: withPolicies("", monitoring),
      subject: shop,
      verdict: "not-applicable",
      says: /Deployment prometheus/,
    },
    {
      when: "there is no other node",
      seen: withPolicies("", {
        pods: [pods.web],
        nodes: withPolicies().inventory.nodes.filter(({ name }) => name === "worker-1"),
      }),
      subject: shop,
      verdict: "not-applicable",
      says: /no node beside/,
    },
    { when: "there are no pods", seen: withPolicies("", { pods: [] }), subject: shop, verdict: "not-applicable" },
  ]);

  for (const [name, seen] of [
    ["a broad block", withPolicies(broad)],
    ["a rule for everybody", withPolicies(everybody)],
    ["no policy at all", withPolicies()],
    [
      "a policy that leaves some pods out",
      withPolicies(broad.replace("podSelector: {}", "podSelector: { matchLabels: { app: web } }")),
    ],
    ["Cilium's entity cluster", withPolicies(cilium, onCilium)],
    ["no policy on Cilium", withPolicies("", onCilium)],
    ["a broad block on Calico", withPolicies(broad, onCalico)],
    ["no policy on Calico", withPolicies("", onCalico)],
  ] as const)
    it(`passes once the remediation of ${name} is applied, and DNS and the API server stay within reach`, () => {
      const { seen: remedied, judgement } = afterRemedy(check, seen, shop);
      assert.equal(judgement.verdict, "pass", judgement.reason);
      const { verdict, reason } = netpolBreaksRequiredTraffic.judge(shop, evidenceOf(remedied));
      assert.ok(verdict === "pass" || verdict === "not-applicable", reason);
    });

  it("passes on OpenShift with an AdminNetworkPolicy", () => {
    const { judgement } = afterRemedy(check, withPolicies(broad), shop, "openshift");
    assert.equal(judgement.verdict, "pass", judgement.reason);
  });

  it("leaves programs that read kubelets their way", () => {
    const mixed = withPolicies(broad, { consumers: [reader], pods: [prometheus, pods.api, pods.dns] });
    for (const seen of [mixed, { ...mixed, inventory: { ...mixed.inventory, ...onCalico } }]) {
      const { seen: remedied, judgement } = afterRemedy(check, seen, shop);
      assert.equal(judgement.verdict, "pass", judgement.reason);
      const { verdict, reason } = netpolBreaksRequiredTraffic.judge(shop, evidenceOf(remedied));
      assert.equal(verdict, "pass", reason);
    }
  });

  it("puts a changed policy back instead of deleting it when it is undone", () => {
    const { undo, steps } = remediationOf(check, withPolicies(broad), shop);
    assert.equal(undo, "kubectl replace --force -f networkpolicies-before.yaml");
    assert.match(steps[0]?.code ?? "", /get networkpolicies -o yaml > networkpolicies-before\.yaml/);
  });

  it("has an engine that enforces policies installed first where there is none", () => {
    const { steps, summary } = remediationOf(check, withPolicies(closed, { workloads: [engines.flannel] }), shop);
    assert.match(steps[0]?.text ?? "", /^First of all: flannel enforces no policy in \S+, .*netpol-not-enforced/);
    assert.match(summary, /^Let the network enforce policies, and then keep pods/);
    const { steps: others } = remediationOf(check, withPolicies(broad), shop);
    assert.ok(others.every(({ text }) => !text.startsWith("First of all")));
  });
});
