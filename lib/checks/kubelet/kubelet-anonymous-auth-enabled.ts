import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { portItems, proofItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { answersAnyone, bothSilences, configReach, kubeletsAt, wireSilence, withAccess } from "./kubelet-endpoint.ts";
import { kubeletApiIntent } from "./kubelet-intents.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { readSettings } from "./kubelet-settings.ts";
import { urlWord } from "./node-words.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "low",
};
const setting = "authentication.anonymous.enabled";
const authorizedPaths = /^\/(pods|healthz)\b/;

const remediation = kubeletSetting({
  summary: "Turn anonymous authentication of the kubelet off.",
  config: () => ({ authentication: { anonymous: { enabled: false } } }),
  flags: () => ({ "anonymous-auth": "false" }),
  verify: (context) => ({
    command: `curl -sk -m 5 ${urlWord("https", context, context.port, "/healthz")}; echo`,
    expect: "Unauthorized",
  }),
});

/** The kubelet names whom it took the caller for, in a refusal as in a failed question to the API server. */
function takesForAnonymous(observation: Observation): boolean {
  return (observation.exchanges ?? []).some(({ summary }) => summary.includes("user=system:anonymous"));
}

function readWire(evidence: Evidence, subject: Subject): Reading | null {
  const kubelets = kubeletsAt(evidence, subject);
  const found = (says: string, seen: Observation[]): Reading => ({
    verdict: "fail",
    says,
    evidence: proofItems(seen, authorizedPaths),
    ...reachSeverity(byVantage, seen),
  });
  const open = kubelets.filter(answersAnyone);
  if (open.length > 0)
    return found("A request without credentials answers 200, which is worse: see kubelet-anonymous-exec", open);
  const forbidden = withAccess(kubelets, "forbidden-anonymous");
  if (forbidden.length > 0)
    return found("A request without credentials is taken for system:anonymous and then forbidden", forbidden);
  const broken = withAccess(kubelets, "authorization-error").filter(takesForAnonymous);
  if (broken.length > 0)
    return found(
      "A request without credentials is taken for system:anonymous; only the question to the API server failed",
      broken,
    );
  const refused = withAccess(kubelets, "unauthorized");
  if (refused.length === 0) return null;
  const says = "A request without credentials answers 401";
  return { verdict: "pass", says, evidence: proofItems(refused, authorizedPaths), vantage: refused[0]?.vantage };
}

const judge: Check["judge"] = (subject, evidence) =>
  decide({
    wire: readWire(evidence, subject),
    config: readSettings(evidence, subject, [setting], (value) => {
      const enabled = value(setting);
      if (enabled === false) return { verdict: "pass", says: "Anonymous authentication is off" };
      if (enabled !== true) return null;
      return { verdict: "fail", says: "Anonymous authentication is on", ...configReach(byVantage, evidence, subject) };
    }),
    silence: wireSilence(evidence, subject),
    missing: bothSilences(evidence, subject, setting),
    attempts: portItems(evidence, subject, false),
  });

export const kubeletAnonymousAuthEnabled = defineCheck({
  id: "kubelet-anonymous-auth-enabled",
  component: "kubelet",
  tier: 1,
  kind: "hybrid",
  title: "Kubelet refuses callers without an identity",
  headline: ({ name }) => `Kubelet on ${name} accepts callers without an identity`,
  severity: {
    byVantage,
    base: "medium",
    rule: "One careless binding to system:anonymous or system:unauthenticated turns it into kubelet-anonymous-exec.",
  },
  rationale:
    "All that stands between a stranger and the kubelet is a set of RBAC objects that any cluster administrator can change. Without anonymous identities nothing hangs on them.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediation,
  settings: { component: "kubelet", names: [setting] },
  closes: ["kubelet-anonymous"],
  allow: kubeletApiIntent,
  severityDiffers:
    "Trivy says critical and Kubescape 10 of 10 for the flag alone. With Webhook an anonymous caller is refused, so the flag by itself is a risk (medium); where a stranger is answered, kubelet-anonymous-exec says critical.",
  tradeoffs: [
    "Load balancers and monitors that ask 10250/healthz without credentials fail; let them ask 10248 on the node, or use a token.",
  ],
  failureModes: [
    "A kubelet that is started with flags only (no --config) keeps anonymous access on, because the flag's default is true.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.1"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1613"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-306", "CWE-1188"],
    urls: [
      "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/",
      "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/",
    ],
    tools: [
      "kube-bench 4.2.1",
      "kubescape C-0069",
      "kubescape C-0172",
      "trivy KCV0079",
      "kube-hunter KHV036",
      "prowler kubelet_disable_anonymous_auth",
    ],
  },
});
