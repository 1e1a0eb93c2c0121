import type { SeverityByVantage } from "../../domain/severity.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { judgeSettings } from "./judge-settings.ts";
import { configReach } from "./kubelet-endpoint.ts";
import { kubeletApiIntent, nodesProxy } from "./kubelet-intents.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { urlWord } from "./node-words.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "high",
  "node-local": "medium",
};
const mode = "authorization.mode";

const remediation = kubeletSetting({
  summary: "Let the kubelet ask the API server who may do what.",
  config: () => ({ authorization: { mode: "Webhook" } }),
  flags: () => ({ "authorization-mode": "Webhook" }),
  verify: (context) => ({
    command: `curl -sk -m 5 -H "Authorization: Bearer $(kubectl -n default create token default)" -o /dev/null -w '%{http_code}\\n' ${urlWord("https", context, context.port, "/pods")}`,
    expect: "403",
  }),
});

export const kubeletAuthzAlwaysAllow = defineCheck({
  id: "kubelet-authz-always-allow",
  component: "kubelet",
  tier: 1,
  kind: "config",
  title: "Kubelet asks the API server what a caller may do",
  headline: ({ name }) => `Kubelet on ${name} lets every authenticated caller do anything`,
  severity: {
    byVantage,
    base: "high",
    rule: "Every pod with a mounted token is an authenticated caller, so the vantage of a pod is the realistic one.",
  },
  rationale:
    "The default service account's token of any compromised pod becomes exec rights on every node that it can reach. RBAC on nodes/proxy has no effect in this mode.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: judgeSettings([mode], (value, subject, evidence) => {
    const set = value(mode);
    if (set === null) return null;
    if (set !== "AlwaysAllow") return { verdict: "pass", reason: `authorization.mode is ${set}.` };
    const reason = "authorization.mode is AlwaysAllow: whoever authenticates may run commands in every container.";
    return { verdict: "fail", reason, ...configReach(byVantage, evidence, subject) };
  }),
  ...remediation,
  settings: { component: "kubelet", names: [mode] },
  closes: ["kubelet-api"],
  rights: [nodesProxy],
  allow: kubeletApiIntent,
  severityDiffers:
    "Trivy says high for every node; here it depends on who can reach the port, because a caller has to get there before any authorisation is asked.",
  tradeoffs: [
    "Each new caller and path costs a SubjectAccessReview; leave the caches at their defaults.",
    "Monitoring agents need nodes/metrics, nodes/stats or nodes/pods granted.",
  ],
  failureModes: [
    "Where the API server's client user lacks the role system:kubelet-api-admin, kubectl exec and logs answer 403: kubeadm binds it, clusters made by hand often do not.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.2", "CIS EKS v1.8 §3.2.2", "CIS OpenShift v1.8 §4.2.3"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1609", "T1528"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-862", "CWE-863"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
    tools: [
      "kube-bench 4.2.2",
      "kubescape C-0173",
      "trivy KCV0080",
      "prowler kubelet_authorization_mode",
      "checkov KubeletAuthorizationModeNotAlwaysAllow",
    ],
  },
});
