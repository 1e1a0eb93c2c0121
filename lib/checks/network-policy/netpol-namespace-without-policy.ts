import type { Judgement } from "../../domain/check.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { type Fix, type FixFor, remediationBy } from "../remediation-by.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { enableEnforcement } from "./enable-enforcement.ts";
import { egressSteps, ingressSteps } from "./engine-steps.ts";
import { databaseImage, exposes, exposingServices } from "./exposed-pods.ts";
import { makePlan } from "./make-plan.ts";
import {
  groupsItem,
  type NamespaceCase,
  namespaceSubjects,
  notEnforced,
  onNamespace,
  policyNeeds,
} from "./namespace-subjects.ts";
import { countPods, type PodGroup } from "./pod-groups.ts";
import { planOf, planValues } from "./policy-plan.ts";
import { applyStep, filesOf, namespaceWord, tryFrom, undoOf } from "./policy-words.ts";
import { anyStranger } from "./strangers.ts";

/** Whether a group takes traffic from anybody: no policy selects it and no cluster-wide default refuses a stranger. */
function ingressOf(group: PodGroup, { view }: NamespaceCase): "open" | "isolated" | { doubt: string } {
  if (view.selecting("ingress", group).length > 0) return "isolated";
  const { verdict, because } = view.side("ingress", group, anyStranger, 1);
  if (verdict === "denied") return "isolated";
  return verdict === "allowed" ? "open" : { doubt: because.join("; ") };
}

function judge(found: NamespaceCase): Judgement {
  const { namespace, groups, view } = found;
  const answers = groups.map((group) => ({ group, answer: ingressOf(group, found) }));
  const open = answers.filter(({ answer }) => answer === "open").map(({ group }) => group);
  const sent = `policies that select pods of ${namespace} for ingress, and cluster-wide defaults`;
  const policies = [...new Set(groups.flatMap((group) => view.selecting("ingress", group)))];
  const detail = [`policies considered: ${policies.slice(0, 10).join(", ") || "none selects a pod of the namespace"}`];
  if (open.length > 0) {
    const worse = whyWorse(open, found);
    const received = `${countPods(open)} of ${counted(countPods(groups), "pod")} are selected by none`;
    const who =
      open.length === groups.length
        ? "No policy isolates any pod"
        : `${counted(countPods(open), "pod")} of ${countPods(groups)} are isolated by no policy`;
    return fail({
      reason: `${who} of ${namespace} for ingress, so that every pod of the cluster may call them${worse ? `; ${worse}` : ""}.`,
      evidence: [groupsItem(found, sent, open, received, detail)],
      severity: worse ? "high" : "medium",
      values: planValues(makePlan(found)),
    });
  }
  const [doubt] = answers.flatMap(({ answer }) => (typeof answer === "object" ? [answer.doubt] : []));
  const item = groupsItem(
    found,
    sent,
    [],
    doubt ? "cannot be told" : `all ${counted(countPods(groups), "pod")} are selected`,
    detail,
  );
  if (doubt) return unknown(`Whether pods of ${namespace} are isolated cannot be told: ${doubt}.`, [item]);
  return notEnforced(found) ?? pass(`Every pod of ${namespace} is isolated for ingress.`, [item]);
}

/** What makes an open pod worth more to an attacker. */
function whyWorse(open: readonly PodGroup[], { namespace, evidence }: NamespaceCase): string | null {
  const service = exposingServices(evidence, namespace).find((entry) => open.some((group) => exposes(entry, group)));
  if (service) return `${service.type} ${namespace}/${service.name} leads to them from outside the cluster`;
  const image = open.map(databaseImage).find((found) => found !== null);
  return image ? `among them is a database (${image})` : null;
}

function fixWith(context: RemediationContext, enable: Fix["steps"]): Fix {
  const plan = planOf(context);
  const steps = [...ingressSteps(plan), ...egressSteps(plan)];
  return {
    summary: `Close ${context.subject.name} by default, and open what its pods need.`,
    steps: [...enable, ...steps, applyStep(context, filesOf(steps))],
    undo: undoOf(filesOf(steps)),
  };
}

const withEnforcement =
  (distribution: keyof typeof enableEnforcement): FixFor =>
  (context) => {
    const step = enableEnforcement[distribution]?.(context);
    return fixWith(context, step ? [step] : []);
  };

export const netpolNamespaceWithoutPolicy = defineCheck({
  id: "netpol-namespace-without-policy",
  component: "network-policy",
  tier: 1,
  kind: "config",
  title: "Every pod of the namespace is isolated by a network policy",
  headline: ({ name }) => `Pods of namespace ${name} take connections from every pod of the cluster`,
  needs: policyNeeds,
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "medium"],
    rule: "High when an open pod stands behind a NodePort, LoadBalancer or external address, or is a database.",
  },
  rationale: "Every pod may then talk to every other pod, so the first compromised service reaches all the rest.",
  subjects: namespaceSubjects,
  judge: onNamespace(judge),
  ...remediationBy({
    own: {
      eks: withEnforcement("eks"),
      gke: withEnforcement("gke"),
      aks: withEnforcement("aks"),
      openshift: withEnforcement("openshift"),
    },
    generic: (context) => fixWith(context, []),
    verify: (context) => ({
      command: [
        `target=$(kubectl -n ${namespaceWord(context)} get pods -o jsonpath='{.items[0].status.podIP}')`,
        `port=$(kubectl -n ${namespaceWord(context)} get pods -o jsonpath='{.items[0].spec.containers[0].ports[0].containerPort}' | grep . || echo 80)`,
        tryFrom(context.subject.name === "default" ? "kube-public" : "default", '"$target"', '"$port"'),
      ].join("\n"),
      expect: "timed out",
    }),
  }),
  tradeoffs: ["Each new dependency needs a rule: roll out one namespace at a time, with flow logs on."],
  failureModes: [
    "DNS or the API server blocked: the generated egress policy allows both, and netpol-breaks-required-traffic looks for it.",
    "A service mesh's sidecar or an ingress controller in another namespace needs a rule of its own.",
    "A policy that allows everything counts as a policy here: what egress really lets through is judged by netpol-no-default-deny-egress.",
  ],
  severityDiffers:
    "Kubescape looks for a NetworkPolicy that fits the labels of a workload and rates its lack 5.0 of 10 (C-0260); policies of Cilium, Calico and administrators count here as well, and an open pod that is reachable from outside or is a database is high.",
  references: {
    cis: [
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.3.2",
      "CIS EKS v1.8 §4.3.2",
      "CIS EKS v1.8 §5.4.4",
      "CIS GKE v1.9 §4.3.2",
      "CIS AKS v1.8 §4.4.2",
    ],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1210", "T1046"],
    ms: ["MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-923"],
    urls: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
    tools: [
      "kubescape C-0206",
      "kubescape C-0260",
      "kubescape C-0030",
      "nuclei k8s-netpol-namespace",
      "nuclei k8s-missing-network-policies",
      "nuclei k8s-network-ingress-rules",
      "prowler eks_cluster_network_policy_enabled",
      "kube-bench 5.3.2",
      "trivy KSV0038",
    ],
  },
});
