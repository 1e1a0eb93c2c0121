import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ClusterPod } from "../../domain/workload.ts";
import { impactOf } from "../../remediation/index.ts";
import { contextFor, evidenceOf, fromVantage, hardened, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { rbacNodesProxy as check } from "./rbac-nodes-proxy.ts";
import { account, bindingOf, cluster, granting, group, rule, user, withRbac } from "./sample-rbac.ts";

const proxy = rule(["get"], ["nodes/proxy"]);
const agentPod: ClusterPod = {
  uid: "uid-pod",
  namespace: "monitoring",
  name: "agent-x",
  node: "worker-1",
  labels: {},
  podIPs: ["10.244.1.9"],
  hostNetwork: false,
  serviceAccount: "agent",
  owner: { kind: "DaemonSet", name: "agent" },
  containers: [],
  createdAt: null,
};
const inPods = withInventory(withRbac(granting({ to: account("agent"), rules: [proxy] })), { pods: [agentPod] });
const shut = ["cp-1", "worker-1", "worker-2"].reduce(
  (seen, name) => withPort(seen, name, 10250, { state: "filtered" }),
  inPods,
);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a ServiceAccount that no pod uses may get it",
      seen: withRbac(granting({ to: account("agent"), rules: [proxy] })),
      verdict: "fail",
      severity: "high",
      says: /monitoring\/agent/,
    },
    {
      when: "a pod carries it and kubelets answer from where pods stand",
      seen: inPods,
      verdict: "fail",
      severity: "critical",
    },
    { when: "a pod carries it and no kubelet answers", seen: shut, verdict: "fail", severity: "high" },
    {
      when: "a named user holds it",
      seen: withRbac(granting({ to: user("ada"), rules: [proxy] })),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a wildcard gives it",
      seen: withRbac(granting({ to: group("ops"), rules: [rule(["*"], ["*"], { apiGroups: ["*"] })] })),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "only administrators hold it",
      seen: withRbac(granting({ to: group("system:masters"), rules: [proxy], builtIn: true })),
      verdict: "pass",
      says: /Nobody but the platform/,
    },
    {
      when: "a role names nodes/*, which grants nothing",
      seen: withRbac(granting({ to: account("agent"), rules: [rule(["get"], ["nodes/*"])] })),
      verdict: "pass",
    },
    { when: "nobody holds it", seen: hardened(), verdict: "pass" },
    { when: "the binding was changed", seen: hardened(), subject: bindingOf(), verdict: "pass", says: /no longer/ },
    { when: "each binding is judged by itself", seen: inPods, subject: cluster, verdict: "not-applicable" },
    { when: "roles could not be read", seen: withRbac(null), verdict: "unknown", says: /list clusterroles/ },
    { when: "it is seen from outside", seen: fromVantage(inPods, "internet"), verdict: "fail", severity: "high" },
  ]);

  it("binds the new role to the holder before the old right goes", () => {
    const judged = check.judge(bindingOf(), evidenceOf(inPods));
    const values = judged.verdict === "fail" ? judged.values : undefined;
    const { steps } = check.remediate(contextFor({ subject: bindingOf(), values: values ?? {} }));
    const binding = steps.find(({ file }) => file === "kubelet-fine-grained-binding.yaml");
    assert.match(binding?.code ?? "", /kind: ServiceAccount\n {4}name: "agent"\n {4}namespace: "monitoring"/);
    const applied = steps.find(({ code }) => code?.includes("kubectl edit"))?.code ?? "";
    assert.match(
      applied,
      /^kubectl apply -f kubelet-fine-grained-reader\.yaml -f kubelet-fine-grained-binding\.yaml\n/,
    );
  });

  it("names the holder that is to be put where it is not known", () => {
    const { steps } = check.remediate(contextFor({ subject: bindingOf(), values: {} }));
    const binding = steps.find(({ file }) => file === "kubelet-fine-grained-binding.yaml");
    assert.match(binding?.text ?? "", /put the ServiceAccount for NAMESPACE and NAME/);
  });

  it("shows one text of the new role in its steps and in what replaces the right", () => {
    const role = check.remediate(contextFor()).steps.find(({ file }) => file === "kubelet-fine-grained-reader.yaml");
    const { replacements } = impactOf(check.closes ?? [], () => []);
    assert.deepEqual(
      replacements.map(({ code }) => code),
      [role?.code],
    );
  });
});
