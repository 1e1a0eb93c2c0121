import type { Judgement } from "../../domain/check.ts";
import type { ClusterPolicy } from "../../domain/cluster-policy.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { type Fix, remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { calicoDenyNodes } from "./calico-manifests.ts";
import { ciliumDenyNodes } from "./cilium-manifests.ts";
import { enforcementRemediation } from "./enforcement-remediation.ts";
import { policyName } from "./engine/network-policy.ts";
import { egressSteps } from "./engine-steps.ts";
import { apiRules, toYaml, withoutNodes } from "./kubernetes-manifests.ts";
import { makePlan } from "./make-plan.ts";
import { groupsItem, type NamespaceCase, namespaceSubjects, onNamespace, policyNeeds } from "./namespace-subjects.ts";
import { type NodeReach, waysToNodes, whatWaits } from "./node-reach.ts";
import { egressNodesPolicy } from "./openshift-manifests.ts";
import { countPods } from "./pod-groups.ts";
import { type PolicyPlan, planOf, planValues } from "./policy-plan.ts";
import { applyStep, copyStep, filesOf, namespaceWord, restoreOf, tryFrom, undoOf } from "./policy-words.ts";
import { isReader, kubeletReaders } from "./required-peers.ts";
import { withoutNodeNetworks } from "./rewrite-policy.ts";

function judge(found: NamespaceCase): Judgement {
  const { namespace, groups, evidence, view } = found;
  const readers = kubeletReaders(evidence.inventory, namespace);
  const judged = groups.filter(({ sample }) => !isReader(sample, readers));
  const exempt = readers.map(({ kind, name }) => `${kind} ${name}`);
  if (judged.length === 0)
    return notApplicable(
      `The pods of ${namespace} read kubelets and are to reach them (${exempt.slice(0, 3).join(", ")}).`,
    );
  const ways = judged.flatMap((group) => waysToNodes(group, view));
  const isOff = view.engine.enforces === false;
  const open = ways.filter(({ answer }) => isOff || answer.verdict === "allowed");
  const [first] = open;
  const detail = [
    ...open.slice(0, 10).map(({ target, port }) => `allowed: ${target.node.name} ${target.address} ${port}/TCP`),
    ...(exempt.length > 0 ? [`exempt, because they read kubelets: ${exempt.slice(0, 10).join(", ")}`] : []),
  ];
  const sent = `ways from pods of ${namespace} to ports of kubelets and etcd on nodes other than their own`;
  if (first) {
    const reached = [...new Set(open.map(({ group }) => group))];
    const worse = whatWaits(evidence, namespace);
    const why = isOff ? `${view.engine.name} enforces no policy` : whyAllowed(first);
    return fail({
      reason: `${countPods(reached)} of ${counted(countPods(judged), "pod")} of ${namespace} may reach ${first.target.address}:${first.port} of ${first.target.node.name}: ${why}${worse.length > 0 ? `; ${worse.join(" and ")}` : ""}.`,
      evidence: [groupsItem(found, sent, reached, why, detail)],
      severity: worse.length > 0 ? "high" : "medium",
      values: { ...planValues(planFor(found, open)), ...(isOff ? { unenforced: view.engine.name } : {}) },
    });
  }
  if (ways.length === 0)
    return notApplicable(`There is no node beside those that the pods of ${namespace} run on, as far as is known.`);
  const unsure = ways.find(({ answer }) => answer.verdict === "cannot-tell");
  if (unsure) {
    const why = unsure.answer.because.join("; ");
    return unknown(`Whether pods of ${namespace} reach ports of kubelets cannot be told: ${why}.`, [
      groupsItem(found, sent, [unsure.group], "cannot be told", detail),
    ]);
  }
  return pass(`No pod of ${namespace} reaches kubelet or etcd ports of another node.`, [
    groupsItem(found, sent, [], "denied", [...detail, `denied by: ${ways[0]?.answer.policies.slice(0, 5).join(", ")}`]),
  ]);
}

function whyAllowed({ answer }: NodeReach): string {
  return answer.policies.length > 0
    ? `${answer.policies.slice(0, 3).join(" and ")} allows it`
    : "no policy isolates their egress";
}

/** Policies that let the way through are rewritten; pods that none isolates need a default first. */
function planFor(found: NamespaceCase, open: readonly NodeReach[]): PolicyPlan & { unisolated: boolean } {
  const plan = makePlan(found);
  const names = new Set(open.flatMap(({ answer }) => answer.policies));
  const offending = found.view.world
    .inNamespace("NetworkPolicy", found.namespace)
    .filter((policy: ClusterPolicy) => names.has(policyName(policy)));
  const needed = plan.apiServers.length > 0 ? apiRules(plan.apiServers) : [];
  return {
    ...plan,
    rewritten: offending.map((policy) => withoutNodeNetworks(policy, plan.nodes, needed)),
    unisolated: open.some(({ group }) => found.view.selecting("egress", group).length === 0),
  };
}

function fixFor(context: RemediationContext): Fix {
  const plan = planOf(context);
  const isUnisolated = plan.unisolated || plan.rewritten.length === 0;
  const steps: RemediationStep[] = [...(isUnisolated ? egressSteps(plan) : []), ...denyingSteps(plan, context)];
  const created = filesOf(steps).filter((file) => file !== rewrittenFile);
  const isRewriting = created.length < filesOf(steps).length;
  return {
    summary: `${context.values.unenforced === undefined ? "Keep" : "Let the network enforce policies, and then keep"} pods of ${context.subject.name} away from the ports of kubelets and etcd; leave the API server and monitoring their way.`,
    steps: [
      ...engineFirst(context),
      ...(isRewriting ? [copyStep(context)] : []),
      ...steps,
      applyStep(context, filesOf(steps)),
    ],
    undo: isRewriting ? restoreOf(created) : undoOf(created),
  };
}

/** Where nothing enforces policies, writing one closes nothing. */
function engineFirst(context: RemediationContext): RemediationStep[] {
  const { unenforced } = context.values;
  if (unenforced === undefined) return [];
  const { summary, steps } = enforcementRemediation.remediate(context);
  return [
    {
      text: `First of all: ${unenforced} enforces no policy in ${context.clusterName}, so that a policy alone closes nothing (see netpol-not-enforced). ${summary}`,
    },
    ...steps,
  ];
}

const rewrittenFile = "without-nodes.yaml";

function denyingSteps(plan: PolicyPlan, { distribution }: RemediationContext): RemediationStep[] {
  if (plan.engine === "cilium") {
    const code = toYaml(...ciliumDenyNodes(plan, ["host", "remote-node"]));
    const text =
      "In Cilium a deny beats every allow. It names ports only, so that the API server on a node stays within reach.";
    return [{ text, language: "yaml", code, file: "deny-kubelet-and-etcd.yaml" }];
  }
  const steps: RemediationStep[] = [];
  if (plan.rewritten.length > 0)
    steps.push({
      text: "The policies that let it through, with the nodes' addresses excepted and the API server kept. Generate them anew when nodes join from other networks.",
      language: "yaml",
      code: toYaml(...withoutNodes(plan)),
      file: rewrittenFile,
    });
  if (plan.engine === "calico" && plan.nodes.length > 0)
    steps.push({
      text: "In Calico a deny of a lower order comes first, whatever other policies allow.",
      language: "yaml",
      code: toYaml(...calicoDenyNodes(plan)),
      file: "calico-deny-kubelet-and-etcd.yaml",
    });
  if (distribution === "openshift" && plan.engine === "api")
    steps.push({
      text: "OVN-Kubernetes also knows nodes as peers of an AdminNetworkPolicy, which no policy of the namespace can undo.",
      language: "yaml",
      code: toYaml(egressNodesPolicy(plan)),
      file: "admin-deny-kubelet-and-etcd.yaml",
    });
  return steps;
}

export const netpolPermitsKubeletPorts = defineCheck({
  id: "netpol-permits-kubelet-ports",
  component: "network-policy",
  tier: 1,
  kind: "config",
  title: "Network policies keep the namespace away from kubelet and etcd ports of nodes",
  headline: ({ name }) => `Pods of namespace ${name} may reach kubelet or etcd ports of other nodes`,
  needs: [...policyNeeds, "list nodes"],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "medium"],
    rule: "High where a kubelet authorises every caller, a read-only port is open, or a service account of the namespace holds nodes/proxy.",
  },
  rationale:
    "Policies are often written for pod and service ranges and forget that node addresses lie inside a broad allow such as 10.0.0.0/8.",
  subjects: namespaceSubjects,
  judge: onNamespace(judge),
  ...remediationBy({
    own: { openshift: fixFor },
    generic: fixFor,
    verify: (context) => ({
      command: tryFrom(namespaceWord(context), shellQuote(context.address), 10250),
      expect: "timed out, for every node but the one that the pod runs on",
    }),
  }),
  tradeoffs: [
    "The nodes' networks change when subnets are added: generate the rule anew, or let a selector name the nodes where the engine can.",
    "A block without the nodes also cuts NodePorts and services on the host network off from these pods.",
  ],
  failureModes: [
    "Denying the entity kube-apiserver, or every port of control-plane nodes, cuts controllers off from the API server; the generated rules name ports or allow its endpoints.",
    "Monitoring that reads kubelets goes silent unless it is excepted; programs that are known to read them are.",
  ],
  closes: ["kubelet-api", "kubelet-read-only-port", "etcd-client"],
  rights: [{ apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] }],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.3.2"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1046", "T1609"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-923"],
    urls: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  },
});
