import type { Evidence } from "../../domain/evidence.ts";
import type { Right, RightHolder } from "../../domain/rbac.ts";
import type { Severity } from "../../domain/severity.ts";
import { defineCheck } from "../define-check.ts";
import { bindingSubjects, judgeBinding, rbacNeeds } from "./binding-subjects.ts";
import { bindFineGrained, fineGrainedFiles, grantFineGrained, takeBack } from "./fine-grained-grant.ts";
import { asHolder, rbacRemediation, roleWords } from "./rbac-remediation.ts";

export const nodesProxy: Right = { apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] };

const question = { rights: [nodesProxy], isWrong: ({ expected }: RightHolder) => !expected };

/** A pod that carries the right and can reach a kubelet is one step from every other pod of that node. */
function severity(holders: readonly RightHolder[], evidence: Evidence): Severity {
  if (holders.every(({ subject }) => subject.kind === "User")) return "medium";
  const inPods = holders.some(({ usedBy }) => usedBy.length > 0);
  const fromPods = evidence.vantage.kind === "pod" || evidence.vantage.kind === "worker-node";
  const isOpen = evidence.inventory.nodes.some(
    ({ name, kubeletPort }) => evidence.stateOf(name, kubeletPort) === "open",
  );
  return inPods && fromPods && isOpen ? "critical" : "high";
}

const remediation = rbacRemediation({
  summary: "Replace nodes/proxy by the subresources that the caller needs.",
  steps: (context) => [
    grantFineGrained(
      `The role for what ${context.values.holder ?? "the holder"} needs; before Kubernetes 1.33 nodes/healthz, nodes/configz and nodes/pods do not exist yet, and reading pods from a kubelet still needs nodes/proxy.`,
    ),
    bindFineGrained(context),
    {
      text: `Remove nodes/proxy from the role behind ${context.subject.name} (${context.values.through ?? "see its roleRef"}). A chart brings it back on its next release: change its values as well.`,
      language: "bash",
      code: `kubectl apply ${fineGrainedFiles}\nkubectl edit ${roleWords(context)}`,
    },
    {
      text: "Keep pods that have no business there away from 10250: see kubelet-api-reachable-from-pod.",
    },
  ],
  verify: (context) => ({
    command: `kubectl auth can-i get nodes --subresource=proxy ${asHolder(context)}`,
    expect: "no",
  }),
  undo: takeBack,
});

export const rbacNodesProxy = defineCheck({
  id: "rbac-nodes-proxy",
  component: "rbac",
  tier: 1,
  kind: "config",
  title: "Only the API server and administrators hold nodes/proxy",
  headline: ({ name }) => `${name} gives nodes/proxy, which is enough to run commands on nodes`,
  needs: rbacNeeds,
  severity: {
    byVantage: null,
    base: "high",
    range: ["critical", "medium"],
    rule: "Critical where a pod carries the right and kubelets answer from where pods stand; medium for named users.",
  },
  rationale:
    "The kubelet takes a WebSocket exec for the verb get, so that a role which looks like reading runs commands in every container of a node, past the API server's admission and audit log. Kubernetes calls it working as intended.",
  subjects: (evidence) => bindingSubjects(evidence, question),
  judge: (subject, evidence) =>
    judgeBinding(subject, evidence, {
      ...question,
      can: "may run commands in every pod through nodes/proxy",
      severity,
    }),
  ...remediation,
  tradeoffs: [
    "Charts of Prometheus, Datadog, Splunk, OpenTelemetry and New Relic often ship nodes/proxy: upgrade the chart or override its role.",
  ],
  failureModes: ["Before 1.33 an agent that reads /pods from the kubelet loses that endpoint without nodes/proxy."],
  closes: ["nodes-proxy"],
  rights: [nodesProxy],
  severityDiffers:
    "Other tools rate the verb create and take get for reading. Here get weighs the same, because the kubelet's exec takes it, and it is critical where a pod carries it beside an open kubelet.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.1.10"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1609", "T1078", "T1611"],
    ms: ["MS-TA9030 Access Kubelet API", "MS-TA9006 Exec into container"],
    cwe: ["CWE-863", "CWE-269"],
    urls: [
      "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
      "https://grahamhelton.com/blog/nodes-proxy-rce",
      "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/",
    ],
    tools: [
      "kube-bench 5.1.10",
      "kubescape C-0279",
      "trivy KSV0047",
      "prowler rbac_minimize_node_proxy_subresource_access",
      "nuclei k8s-clusterrole-nodes-proxy-rce",
    ],
  },
});
