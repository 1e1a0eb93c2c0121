import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { service } from "../nodeport/sample-services.ts";
import { evidenceOf, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { pods } from "./engine/sample-world.ts";
import { netpolBreaksRequiredTraffic } from "./netpol-breaks-required-traffic.ts";
import { netpolNamespaceWithoutPolicy as check } from "./netpol-namespace-without-policy.ts";
import { afterRemedy, engines, policy, remediationOf, shop, withPolicies } from "./sample-policies.ts";

const closed = policy("deny", "{ podSelector: {}, policyTypes: [Ingress] }");
const webOnly = policy("web", "{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }");
const egressOnly = policy("out", "{ podSelector: {}, policyTypes: [Egress] }");
const baseline = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata: { name: default }
spec: { subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }`;
const exposed = service({ namespace: "shop", name: "web", type: "NodePort", selector: { app: "web" } });
const database = { ...pods.db, containers: [{ name: "db", image: "docker.io/library/postgres:17", ports: [] }] };
const withDatabase = { pods: Object.values({ ...pods, db: database }) };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "no policy selects a pod",
      seen: withPolicies(),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /No policy isolates any pod of shop/,
    },
    {
      when: "some pods are not selected",
      seen: withPolicies(webOnly),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /2 pods of 3 are isolated by no policy/,
    },
    {
      when: "policies close only egress",
      seen: withPolicies(egressOnly),
      subject: shop,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "an open pod stands behind a NodePort",
      seen: withPolicies("", { services: [exposed] }),
      subject: shop,
      verdict: "fail",
      severity: "high",
      says: /NodePort shop\/web leads to them/,
    },
    {
      when: "an open pod is a database",
      seen: withPolicies("", withDatabase),
      subject: shop,
      verdict: "fail",
      severity: "high",
      says: /database \(docker\.io\/library\/postgres\)/,
    },
    {
      when: "the pod behind the NodePort is isolated",
      seen: withPolicies(webOnly, { services: [exposed] }),
      subject: shop,
      verdict: "fail",
      severity: "medium",
    },
    { when: "every pod is selected", seen: withPolicies(closed), subject: shop, verdict: "pass" },
    { when: "a cluster-wide default refuses strangers", seen: withPolicies(baseline), subject: shop, verdict: "pass" },
    {
      when: "policies select every pod and nothing enforces them",
      seen: withPolicies(closed, { workloads: [engines.flannel] }),
      subject: shop,
      verdict: "not-applicable",
      says: /flannel enforces none/,
    },
    {
      when: "policies of another kind could not be read",
      seen: withPolicies("", {
        networkPolicies: { policies: [], unread: [{ kind: "CiliumNetworkPolicy", why: "403" }] },
      }),
      subject: shop,
      verdict: "unknown",
      says: /CiliumNetworkPolicy .* could not be read \(403\)/,
    },
    {
      when: "policies could not be listed",
      seen: withPolicies("", { networkPolicies: null }),
      subject: shop,
      verdict: "unknown",
      says: /grant "list networkpolicies"/,
    },
    {
      when: "pods could not be listed",
      seen: withPolicies("", { pods: null }),
      subject: shop,
      verdict: "unknown",
      says: /grant "list pods"/,
    },
    {
      when: "namespaces could not be listed",
      seen: withPolicies("", { namespaces: null }),
      verdict: "unknown",
      says: /grant "list namespaces"/,
    },
    {
      when: "the namespace is Kubernetes' own",
      seen: withPolicies(),
      subject: { ...shop, uid: "uid-kube-system", name: "kube-system" },
      verdict: "not-applicable",
      says: /Kubernetes' own/,
    },
    {
      when: "it has only pods of the host network",
      seen: withPolicies("", { pods: [pods.host] }),
      subject: shop,
      verdict: "not-applicable",
      says: /only 1 pod of the host network/,
    },
    { when: "it has no pods", seen: withPolicies("", { pods: [] }), subject: shop, verdict: "not-applicable" },
    {
      when: "it is gone",
      seen: withPolicies(),
      subject: { ...shop, uid: "another" },
      verdict: "not-applicable",
      says: /no longer a namespace/,
    },
  ]);

  for (const [name, engine] of Object.entries(engines).filter(([key]) => key !== "flannel"))
    it(`passes once the remediation for ${name} is applied, and nothing that pods need is cut off`, () => {
      const before = withPolicies("", { workloads: [engine], services: [exposed] });
      const { seen, judgement } = afterRemedy(check, before, shop);
      assert.equal(judgement.verdict, "pass", judgement.reason);
      const needs = netpolBreaksRequiredTraffic.judge(shop, evidenceOf(seen));
      assert.notEqual(needs.verdict, "fail", needs.reason);
    });

  it("keeps the ports of exposed Services open and names pods in the evidence", () => {
    const seen = withInventory(withPolicies(), { services: [exposed] });
    const code = remediationOf(check, seen, shop)
      .steps.map((step) => step.code)
      .join("\n");
    assert.match(code, /name: breakwater-allow-web[\s\S]*app: web[\s\S]*port: 8080/);
  });
});
