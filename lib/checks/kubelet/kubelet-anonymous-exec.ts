import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { type SeverityByVantage, shiftSeverity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { isNoRefusal, openItems, portItems, proofItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { clientCaFile } from "./config-fragment.ts";
import { bothSilences, configReach, kubeletsAt, wireSilence, withAccess } from "./kubelet-endpoint.ts";
import { kubeletApiIntent, nodesProxy } from "./kubelet-intents.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { readSettings } from "./kubelet-settings.ts";
import { urlWord } from "./node-words.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "critical",
  pod: "critical",
  "node-local": "high",
};
const anonymousAuth = "authentication.anonymous.enabled";
const authorizationMode = "authorization.mode";
const authorizedPaths = /^\/(pods|run|exec)\b/;

const remediation = kubeletSetting({
  summary: "Refuse callers without credentials and let the API server authorise the rest.",
  config: ({ distribution }) => ({
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: clientCaFile(distribution) },
    },
    authorization: { mode: "Webhook" },
  }),
  flags: ({ distribution }) => ({
    "anonymous-auth": "false",
    "authentication-token-webhook": "true",
    "client-ca-file": clientCaFile(distribution),
    "authorization-mode": "Webhook",
  }),
  verify: (context) => ({
    command: `curl -sk -m 5 -o /dev/null -w '%{http_code}\\n' ${urlWord("https", context, context.port, "/pods")}`,
    expect: "401",
  }),
});

/** Pods that make the exposure worse, by name only. */
function detailOf({ kubelet }: Observation): string[] {
  if (!kubelet) return [];
  const named = (label: string, names: string[]) => (names.length > 0 ? [`${label}: ${names.join(", ")}`] : []);
  return [...named("namespaces", kubelet.namespaces), ...named("privileged or host pods", kubelet.privilegedPods)];
}

function readOpen(open: Observation[]): Reading {
  const reach = reachSeverity(byVantage, open);
  const evidence = open.flatMap((seen) =>
    openItems([seen], authorizedPaths, isNoRefusal).map((item) => ({ ...item, detail: detailOf(seen) })),
  );
  const proofs = open.map(({ kubelet }) => kubelet?.authorizationProof);
  const pods = open.map(({ kubelet }) => kubelet?.podCount).find((count) => typeof count === "number");
  const reads = `GET /pods without credentials answers 200${pods === undefined ? "" : ` and lists ${counted(pods, "pod")}`}`;
  if (proofs.includes("granted")) {
    const says = "POST /run without credentials, on names that cannot exist, passed authorisation";
    const isRead = withAccess(open, "open").length > 0;
    return { verdict: "fail", says: isRead ? `${reads}, and ${says}` : says, evidence, ...reach };
  }
  // Reading is allowed by a binding of its own here, so one step milder than proven or unlimited access.
  if (proofs.every((proof) => proof === "denied")) {
    const says = `${reads}; POST /run on names that cannot exist was refused, so only a binding stands before commands`;
    return { verdict: "fail", says, evidence, ...reach, severity: shiftSeverity(reach.severity, 1) };
  }
  return { verdict: "fail", says: reads, evidence, ...reach };
}

function readWire(evidence: Evidence, subject: Subject): Reading | null {
  const kubelets = kubeletsAt(evidence, subject);
  const open = kubelets.filter(
    ({ kubelet }) => kubelet?.access === "open" || kubelet?.authorizationProof === "granted",
  );
  if (open.length > 0) return readOpen(open);
  const refused = withAccess(kubelets, "unauthorized", "forbidden-anonymous");
  if (refused.length === 0) return null;
  const says = withAccess(refused, "forbidden-anonymous").length
    ? "GET /pods without credentials is forbidden to system:anonymous"
    : "GET /pods without credentials answers 401";
  return { verdict: "pass", says, evidence: proofItems(refused, authorizedPaths), vantage: refused[0]?.vantage };
}

const judge: Check["judge"] = (subject, evidence) =>
  decide({
    wire: readWire(evidence, subject),
    config: readSettings(evidence, subject, [anonymousAuth, authorizationMode], (value) => {
      const anonymous = value(anonymousAuth);
      const mode = value(authorizationMode);
      if (anonymous === false) return { verdict: "pass", says: "Anonymous authentication is off" };
      // With Webhook a binding to system:anonymous may still open everything: only the wire tells.
      if (anonymous !== true || mode !== "AlwaysAllow") return null;
      const says = "Anonymous authentication is on and AlwaysAllow authorises every request";
      return { verdict: "fail", says, ...configReach(byVantage, evidence, subject) };
    }),
    silence: wireSilence(evidence, subject),
    missing: bothSilences(evidence, subject, anonymousAuth),
    attempts: portItems(evidence, subject, false),
  });

export const kubeletAnonymousExec = defineCheck({
  id: "kubelet-anonymous-exec",
  component: "kubelet",
  tier: 1,
  kind: "probe",
  title: "Kubelet runs nothing for callers without credentials",
  headline: ({ name }) => `Kubelet on ${name} runs commands for anyone who can reach it`,
  severity: {
    byVantage,
    base: "critical",
    range: ["critical", "medium"],
    rule: "Critical from anywhere but the node itself; a process on the node owns it in most cases anyway. One step milder where a proof with names that cannot exist shows that reading is open but commands are refused.",
  },
  rationale:
    "Whoever reaches the port can run commands in every container on the node, so one network path is enough to take the node and every token mounted on it. It bypasses the API server's RBAC, admission and audit log.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediation,
  settings: {
    component: "kubelet",
    names: [anonymousAuth, "authentication.webhook.enabled", "authentication.x509.clientCAFile", authorizationMode],
  },
  closes: ["kubelet-anonymous"],
  rights: [nodesProxy],
  allow: kubeletApiIntent,
  severityDiffers:
    "kube-hunter says high and Trivy critical wherever the flag is on; here it is critical where a stranger was seen to be answered, and one step milder where only a binding lets him read.",
  tradeoffs: [
    "Scripts and agents that call the kubelet without credentials stop working; find them first by kubelet_http_requests_total.",
    "With Webhook, kubelet calls depend on the API server, softened by the kubelet's decision cache.",
  ],
  failureModes: [
    "A wrong clientCAFile or broken YAML keeps the kubelet from starting and the node goes NotReady: read journalctl -u kubelet and put the saved file back.",
    "If clientCAFile did not sign the API server's client certificate, kubectl logs and exec fail with x509 errors while pods run on.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.1, §4.2.2", "CIS EKS v1.8 §3.2.1, §3.2.2"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1609", "T1613", "T1133", "T1611"],
    ms: ["MS-TA9030 Access Kubelet API", "MS-TA9006 Exec into container"],
    cwe: ["CWE-306", "CWE-862", "CWE-1188"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
    tools: [
      "kube-hunter KHV036",
      "kube-hunter KHV037",
      "kube-hunter KHV038",
      "kube-hunter KHV039",
      "kube-hunter KHV040",
      "kube-hunter KHV052",
      "kubeletctl scan rce",
      "kubescape C-0069",
      "trivy KCV0079",
      "prowler kubelet_disable_anonymous_auth",
    ],
  },
});
