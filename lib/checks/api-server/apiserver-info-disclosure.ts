import type { Evidence } from "../../domain/evidence.ts";
import { type SeverityByVantage, worseSeverity } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { decide } from "../hybrid-verdict.ts";
import { portItems, readWire, seenAt, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { apiServerOn, apiServerSubjects } from "./api-server-subjects.ts";
import { closeEndpoint } from "./provider-owned.ts";
import { shellUrl } from "./static-pod-remediation.ts";

const byVantage: SeverityByVantage = { internet: "low", "other-network": "info", pod: "info", "node-local": "info" };

const rule: WireRule = {
  table: byVantage,
  proof: /^\/(version|healthz|livez|readyz|metrics|openapi|api\/v1\/namespaces\/kube-public)/,
  wrong({ apiServer, address, port }) {
    if (apiServer?.transport !== "https" || apiServer.disclosed.length === 0) return null;
    const version = apiServer.version ? ` (version ${apiServer.version})` : "";
    return `https://${urlHost(address)}:${port} tells strangers ${apiServer.disclosed.join(", ")}${version}`;
  },
  right: ({ apiServer }) =>
    apiServer?.transport === "https" && apiServer.anonymous !== "unknown"
      ? "Every path that tells version, health detail, metrics or cluster-info refuses callers without credentials"
      : null,
  reach(wrong) {
    const reach = reachSeverity(byVantage, wrong);
    const hasMetrics = wrong.some(({ apiServer }) => apiServer?.disclosed.some((path) => path.startsWith("/metrics")));
    return hasMetrics ? { ...reach, severity: worseSeverity(reach.severity, "medium") } : reach;
  },
};

function judge(subject: Subject, evidence: Evidence) {
  const judgement = decide({
    wire: readWire(evidence, subject, rule),
    config: null,
    missing: silenceOf(evidence, subject),
    attempts: portItems(evidence, subject, false),
  });
  const names = seenAt(evidence, subject)
    .filter(({ tls }) => tls?.certificate)
    .map((observation) => tlsItem(observation, "certificate with these names", false));
  return { ...judgement, evidence: [...judgement.evidence, ...names] };
}

export const apiserverInfoDisclosure = defineCheck({
  id: "apiserver-info-disclosure",
  component: "api-server",
  tier: 1,
  kind: "probe",
  title: "API server tells strangers neither version, health detail nor cluster-info",
  headline: (subject) => `${apiServerOn(subject)} tells version, health detail or cluster-info to strangers`,
  ports: [6443, 443, 8443, 16_443],
  severity: {
    byVantage,
    base: "info",
    range: ["medium", "info"],
    rule: "By the widest vantage that gets an answer: low from the internet, info otherwise; medium where /metrics answers.",
  },
  rationale:
    "Exact version and internal names let an attacker pick a matching exploit; they are cheap to hide from the internet.",
  subjects: apiServerSubjects,
  judge: onPresentNode(judge),
  ...remediationBy({
    own: closeEndpoint,
    generic: () => ({
      summary: "Narrow who reaches the API server, scope anonymous access, and take cluster-info back after joins.",
      steps: [
        { text: "Limit the networks that reach the port (apiserver-exposed-internet)." },
        {
          text: "Limit anonymous access to /livez and /readyz (apiserver-anonymous-auth-unscoped); /healthz answers with detail to ?verbose as well, so leave it out where nothing uses it.",
        },
        {
          text: "Once all nodes have joined, delete the binding that opens cluster-info, after saving it; put it back before adding nodes by token.",
          language: "bash",
          code: "kubectl -n kube-public get rolebinding kubeadm:bootstrap-signer-clusterinfo -o yaml > clusterinfo-binding.yaml\nkubectl -n kube-public delete rolebinding kubeadm:bootstrap-signer-clusterinfo",
        },
      ],
      undo: "kubectl apply -f clusterinfo-binding.yaml",
    }),
    verify: (context) => ({
      command: `curl -sk -o /dev/null -w "%{http_code}\\n" ${shellUrl("https", context, "/version")}`,
      expect: "401 or 403, or a timeout from outside",
    }),
  }),
  tradeoffs: ["kubectl version without a login shows no server version."],
  failureModes: ["The discovery of kubeadm join by token fails without cluster-info."],
  settings: { component: "kube-apiserver", names: ["anonymous-auth", "authentication-config"] },
  closes: ["api-server-anonymous"],
  severityDiffers:
    "kube-hunter reports the version wherever it stands; here it weighs something from the internet only, and /metrics more than a version.",
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1595.002", "T1613"],
    ms: ["MS-TA9031 Network mapping"],
    cwe: ["CWE-200"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/"],
    tools: ["kube-hunter KHV002", "kube-hunter KHV021", "nuclei kube-api-version"],
  },
});
