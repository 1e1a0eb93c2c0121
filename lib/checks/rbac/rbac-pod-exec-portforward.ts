import type { Evidence } from "../../domain/evidence.ts";
import type { Right, RightHolder } from "../../domain/rbac.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { kubernetesMinor } from "../static-pods.ts";
import { unknown } from "../verdicts.ts";
import { bindingSubjects, judgeBinding, rbacNeeds } from "./binding-subjects.ts";
import { asHolder, bindingWords, rbacRemediation, roleWords } from "./rbac-remediation.ts";

/** From here on a WebSocket upgrade needs create; before it, get was enough (AuthorizePodWebsocketUpgradeCreatePermission). */
const createOnly = 35;

const subresources = ["pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers"];

function rightsOn(minor: number): Right[] {
  return subresources.map((resource) => {
    if (resource === "pods/ephemeralcontainers") return { apiGroup: "", resource, verbs: ["update", "patch"] };
    return { apiGroup: "", resource, verbs: minor >= createOnly ? ["create"] : ["create", "get"] };
  });
}

/** Named people in one namespace of their own are what the right is for. */
function isWrong({ expected, namespace, subject }: RightHolder): boolean {
  if (expected) return false;
  if (namespace === null || namespace === "kube-system") return subject.kind !== "User";
  return subject.kind === "ServiceAccount" && subject.namespace !== namespace;
}

const questionOf = (evidence: Evidence) => {
  const minor = kubernetesMinor(evidence.inventory.cluster.version);
  return minor === null ? null : { rights: rightsOn(minor), isWrong };
};

function judge(subject: Subject, evidence: Evidence) {
  const question = questionOf(evidence);
  if (!question)
    return unknown(
      "The API server's version is not known, and with it which verbs open a shell: allow get on /version.",
    );
  return judgeBinding(subject, evidence, {
    ...question,
    can: "may open shells or tunnels into pods",
    severity: (holders) =>
      holders.some(({ namespace }) => namespace === null || namespace === "kube-system") ? "high" : "medium",
  });
}

const remediation = rbacRemediation({
  summary: "Keep exec, attach and port-forward to the namespaces and groups that need them.",
  steps: (context) => [
    {
      text: `Take pods/exec, pods/attach, pods/portforward and pods/ephemeralcontainers out of the role, or replace ${context.subject.name} by a RoleBinding in each namespace that needs it. Before Kubernetes 1.35 take out the verb get as well: it opens a shell there.`,
      language: "bash",
      code: `kubectl edit ${roleWords(context)}`,
    },
    {
      text: "Where nobody needs it any more, delete the binding.",
      language: "bash",
      code:
        context.subject.kind === "Cluster"
          ? `kubectl get ${bindingWords(context)}`
          : `kubectl delete ${bindingWords(context)}`,
    },
  ],
  verify: (context) => ({
    command: `kubectl auth can-i create pods --subresource=exec ${asHolder(context)} -n kube-system`,
    expect: "no",
  }),
  undo: () => "kubectl apply -f rbac-before.yaml brings the binding back; put the rules back into the role.",
});

export const rbacPodExecPortforward = defineCheck({
  id: "rbac-pod-exec-portforward",
  component: "rbac",
  tier: 2,
  kind: "config",
  title: "Shells and tunnels into pods are open to named people in their own namespaces only",
  headline: ({ name }) => `${name} lets others open shells or tunnels into pods`,
  needs: rbacNeeds,
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "medium"],
    rule: "High in the whole cluster or in kube-system.",
  },
  rationale:
    "These rights tunnel past network segmentation: port-forward reaches any port of a pod through the API server, and exec yields the pod's token.",
  subjects: (evidence) => bindingSubjects(evidence, questionOf(evidence) ?? { rights: [], isWrong }),
  judge,
  ...remediation,
  tradeoffs: ["People lose debugging at any time: offer access for a limited time."],
  failureModes: ["From 1.35 on a role with get alone loses exec: add create where it is meant."],
  rights: rightsOn(createOnly),
  severityDiffers:
    "Other tools look for create alone. Before 1.35 get opens the same shell over a WebSocket, and counts here.",
  references: {
    cis: [],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1609", "T1572"],
    ms: ["MS-TA9006 Exec into container"],
    cwe: ["CWE-269"],
    urls: [
      "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
      "https://github.com/kubernetes/kubernetes/issues/133515",
    ],
    tools: ["kubescape C-0002", "kubescape C-0063", "trivy KSV0053"],
  },
});
