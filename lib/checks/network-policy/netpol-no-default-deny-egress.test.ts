import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { evidenceOf } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { netpolBreaksRequiredTraffic } from "./netpol-breaks-required-traffic.ts";
import { netpolNoDefaultDenyEgress as check } from "./netpol-no-default-deny-egress.ts";
import { netpolPermitsKubeletPorts } from "./netpol-permits-kubelet-ports.ts";
import { afterRemedy, engines, policy, shop, withPolicies } from "./sample-policies.ts";

const egress = (rules: string) => policy("out", `{ podSelector: {}, policyTypes: [Egress], egress: ${rules} }`);
const anywhere = egress(
  "[{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }] }, { ports: [{ port: 53, protocol: UDP }] }]",
);
const cilium = (rules: string) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: out, namespace: shop }
spec: { endpointSelector: {}, egress: ${rules} }`;
const onCilium = { workloads: [engines.cilium] };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "no policy isolates egress",
      seen: withPolicies(),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /no policy isolates any of them for egress/,
    },
    {
      when: "only ingress is isolated",
      seen: withPolicies(policy("in", "{ podSelector: {}, policyTypes: [Ingress] }")),
      subject: shop,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a rule allows 0.0.0.0/0 on all ports",
      seen: withPolicies(anywhere),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /NetworkPolicy shop\/out lets them reach every IPv4 address/,
    },
    {
      when: "a rule allows ::/0 on all ports",
      seen: withPolicies(egress('[{ to: [{ ipBlock: { cidr: "::/0" } }] }]')),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /IPv6/,
    },
    {
      when: "a rule without peers and ports allows everything",
      seen: withPolicies(egress("[{}]")),
      subject: shop,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "some pods are not isolated",
      seen: withPolicies(policy("web", "{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }")),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /2 of 3 pods of shop is unrestricted/,
    },
    {
      when: "Cilium lets pods into the whole world",
      seen: withPolicies(cilium("[{ toEntities: [world] }]"), onCilium),
      subject: shop,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "everything is allowed on some ports",
      seen: withPolicies(egress("[{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 443 }] }]")),
      subject: shop,
      verdict: "pass",
    },
    { when: "egress is closed", seen: withPolicies(egress("[]")), subject: shop, verdict: "pass" },
    {
      when: "a Cilium policy allows names that nobody resolves here",
      seen: withPolicies(cilium("[{ toFQDNs: [{ matchPattern: '*' }] }]"), onCilium),
      subject: shop,
      verdict: "unknown",
      says: /toFQDNs/,
    },
    {
      when: "policies could not be listed",
      seen: withPolicies("", { networkPolicies: null }),
      subject: shop,
      verdict: "unknown",
      says: /could not be listed/,
    },
    {
      when: "nothing enforces the policies",
      seen: withPolicies(egress("[]"), { workloads: [engines.flannel] }),
      subject: shop,
      verdict: "not-applicable",
    },
    { when: "there are no pods", seen: withPolicies("", { pods: [] }), subject: shop, verdict: "not-applicable" },
  ]);

  for (const [name, engine] of Object.entries(engines).filter(([key]) => key !== "flannel"))
    it(`passes once the remediation for ${name} is applied, with DNS and the API server open and kubelets closed`, () => {
      const { seen, judgement } = afterRemedy(check, withPolicies("", { workloads: [engine] }), shop);
      assert.equal(judgement.verdict, "pass", judgement.reason);
      for (const other of [netpolBreaksRequiredTraffic, netpolPermitsKubeletPorts]) {
        const { verdict, reason } = other.judge(shop, evidenceOf(seen));
        assert.equal(verdict, "pass", reason);
      }
    });

  it("passes with the Kubernetes manifest alone and with Calico's alone, and breaks nothing with either", () => {
    for (const only of [/^default-deny/, /^calico-/]) {
      const before = withPolicies("", { workloads: [engines.calico] });
      const { seen, judgement } = afterRemedy(check, before, shop, "kubeadm", only);
      assert.equal(judgement.verdict, "pass", judgement.reason);
      assert.equal(netpolBreaksRequiredTraffic.judge(shop, evidenceOf(seen)).verdict, "pass");
    }
  });

  it("takes the rule for everything out of the policy that has it", () => {
    const { judgement } = afterRemedy(check, withPolicies(anywhere), shop);
    assert.equal(judgement.verdict, "pass", judgement.reason);
  });

  it("names the pods, the first ten and how many there are, and those of the host network", () => {
    const [item] = judgeRow(check, { seen: withPolicies(), subject: shop }).evidence;
    assert.match(
      item?.detail?.join("\n") ?? "",
      /pods: web, api, db\n[\s\S]*exempt, because of the host network: agent/,
    );
  });
});
