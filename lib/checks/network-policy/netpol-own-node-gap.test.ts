import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { NodeReport } from "../../domain/node-report.ts";
import {
  at,
  evidenceOf,
  fromVantage,
  hardenedConfiguration,
  kubelet,
  withKubeletConfig,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { netpolBreaksRequiredTraffic } from "./netpol-breaks-required-traffic.ts";
import { netpolOwnNodeGap as check } from "./netpol-own-node-gap.ts";
import { afterRemedy, engines, policy, remediationOf, shop, withPolicies } from "./sample-policies.ts";

const cluster = { kind: "Cluster" as const, uid: "uid-kube-system", name: "sample" };
const closed = policy("out", "{ podSelector: {}, policyTypes: [Egress] }");
const seen = withPolicies(closed);
const report = (node: string, firewalls: string[] | null): NodeReport => ({
  node,
  at,
  tool: "breakwater-node-report 1",
  listeners: null,
  sysctls: null,
  settings: [],
  certificates: null,
  connections: null,
  firewalls,
});
const reports = (firewalls: string[] | null) => ["worker-1", "worker-2"].map((node) => report(node, firewalls));
const onCilium = { workloads: [engines.cilium] };
const onCalico = { workloads: [engines.calico] };
const openCilium = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: out, namespace: shop }
spec: { endpointSelector: {}, egress: [{ toEntities: [cluster] }] }`;
const openCalico = `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: out, namespace: shop }
spec: { types: [Egress], egress: [{ action: Allow, destination: { nets: [192.0.2.0/24, 10.0.0.0/8] } }] }`;
const hostFirewall = `${openCilium}
---
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: nodes }
spec: { nodeSelector: {}, ingress: [{ fromEntities: [remote-node, kube-apiserver] }] }`;
const withFirewall = (flags: Record<string, string>) =>
  withPolicies(hostFirewall, { workloads: [{ ...engines.cilium, flags }] });
const kept = ["cp-1", "worker-1", "worker-2"].reduce(withUnreachable, fromVantage(seen, "pod"));

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a namespace closes egress by NetworkPolicy alone",
      seen,
      verdict: "fail",
      severity: "low",
      says: /1 namespace closes egress \(shop\).*always allowed by the NetworkPolicy API/,
    },
    {
      when: "that kubelet authorises everyone",
      seen: withKubeletConfig(seen, "worker-1", { ...hardenedConfiguration, authorization: { mode: "AlwaysAllow" } }),
      verdict: "fail",
      severity: "medium",
      says: /authorises every caller/,
    },
    {
      when: "that kubelet takes anonymous callers",
      seen: withPort(seen, "worker-1", 10250, {
        state: "open",
        service: "kubelet",
        kubelet: kubelet({ access: "forbidden-anonymous" }),
      }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "Cilium's policies allow the own node",
      seen: withPolicies(openCilium, onCilium),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "reports of the nodes show no packet filter",
      seen: withPolicies(closed, { nodeReports: reports([]) }),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "a pod scan finds some kubelet open",
      seen: withPort(kept, "worker-2", 10250, { state: "open" }),
      verdict: "fail",
      severity: "low",
    },
    { when: "no kubelet answers a pod", seen: kept, verdict: "pass", says: /the pod's own node among them/ },
    { when: "Cilium counts closed egress for the own node too", seen: withPolicies(closed, onCilium), verdict: "pass" },
    { when: "Calico counts closed egress for the own node too", seen: withPolicies(closed, onCalico), verdict: "pass" },
    {
      when: "Cilium's host firewall is on and its policy leaves pods out",
      seen: withFirewall({ "--enable-host-firewall": "true" }),
      verdict: "pass",
    },
    {
      when: "nothing says whether the host firewall is on",
      seen: withFirewall({}),
      verdict: "unknown",
      says: /host firewall/,
    },
    {
      when: "packet filters are loaded whose rules are not known",
      seen: withPolicies(closed, { nodeReports: reports(["nftables"]) }),
      verdict: "unknown",
      says: /nftables on worker-1/,
    },
    { when: "policies could not be listed", seen: withPolicies("", { networkPolicies: null }), verdict: "unknown" },
    {
      when: "no namespace closes egress",
      seen: withPolicies(policy("in", "{ podSelector: {}, policyTypes: [Ingress] }")),
      verdict: "not-applicable",
    },
  ]);

  it("leaves namespaces alone that are known to read kubelets, in its verdict and in what it generates", () => {
    const reading = (namespace: string) => ({
      consumers: [
        {
          kind: "Deployment",
          namespace,
          name: "prometheus",
          uid: "c",
          door: "kubelet-api" as const,
          program: null,
          where: "",
        },
      ],
    });
    const own = evidenceOf(withPolicies(closed, reading("shop")));
    assert.equal(check.judge(cluster, own).verdict, "not-applicable");
    const { steps } = remediationOf(check, withPolicies(openCilium, { ...onCilium, ...reading("third") }), cluster);
    assert.match(steps[0]?.code ?? "", /values:\n\s+- kube-system\n\s+- third/);
  });

  for (const [name, open] of [
    ["Cilium", withPolicies(openCilium, onCilium)],
    ["Calico", withPolicies(openCalico, onCalico)],
  ] as const)
    it(`passes once the remediation for ${name} is applied, and nothing that pods need is cut off`, () => {
      const before = netpolBreaksRequiredTraffic.judge(shop, evidenceOf(open));
      const { seen: remedied, judgement } = afterRemedy(check, open, cluster);
      assert.equal(judgement.verdict, "pass", judgement.reason);
      assert.equal(netpolBreaksRequiredTraffic.judge(shop, evidenceOf(remedied)).verdict, before.verdict);
    });

  it("writes a packet filter for the pod network where policies cannot speak for the node", () => {
    const rules = remediationOf(check, seen, cluster).steps.find(({ language }) => language === "nft")?.code;
    assert.match(rules ?? "", /ip saddr \{ 10\.244\.0\.0\/16 \} tcp dport \{ 10250, 10255 \} drop/);
  });
});
