import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { decide } from "../hybrid-verdict.ts";
import { pathOf, portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { bindingItems, bindingName, strangersBindings } from "./anonymous-bindings.ts";
import { apiServerOn, apiServerSubjects } from "./api-server-subjects.ts";
import { bindingsRemediation } from "./bindings-remediation.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "critical",
  pod: "critical",
  "node-local": "high",
};
/** Kinds whose objects carry credentials, commands or environment values. */
const sensitive = new Set(["secrets", "configmaps", "pods", "serviceaccounts"]);

/** A collection of the core group; not a single object such as kubeadm's cluster-info, which is public on purpose. */
const isList = (path: string) => /^\/api\/v1\/\w+(\?|$)/.test(path);

const rule: WireRule = {
  table: byVantage,
  proof: /^\/api(\/v1\/\w+)?(\?|$)|^\/apis\//,
  proves: ({ url, status }, { apiServer }) => {
    const path = pathOf(url);
    const isProof = isList(path) || (path.startsWith("/apis/") && (apiServer?.rules.length ?? 0) > 0);
    return isProof && status !== null && status >= 200 && status < 300;
  },
  wrong(observation) {
    const { apiServer, address, port } = observation;
    if (apiServer?.transport !== "https") return null;
    const { readable, rules } = apiServer;
    if (readable.length === 0 && rules.length === 0) return null;
    const can = [
      ...(readable.length ? [`list ${readable.join(", ")}`] : []),
      ...(rules.length ? [rules.join("; ")] : []),
    ];
    return `https://${urlHost(address)}:${port} lets callers without credentials ${can.join(" and ")}`;
  },
  right({ apiServer, exchanges }) {
    if (apiServer?.transport !== "https") return null;
    if (apiServer.anonymous === "disabled") return "Callers without credentials are refused with 401";
    if (apiServer.anonymous === "authenticated") return "system:anonymous is refused every resource with 403";
    const lists = (exchanges ?? []).filter(({ url }) => isList(pathOf(url)));
    const isRefused = lists.some(({ status }) => status === 401 || status === 403);
    return apiServer.anonymous === "open" && isRefused
      ? "Callers without credentials see which kinds exist, but may list none of them"
      : null;
  },
  reach(wrong) {
    const reach = reachSeverity(byVantage, wrong);
    return wrong.some(isSensitive) ? reach : { ...reach, severity: "high" };
  },
};

function isSensitive({ apiServer }: Observation): boolean {
  return (apiServer?.rules.length ?? 0) > 0 || (apiServer?.readable ?? []).some((kind) => sensitive.has(kind));
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const judgement = decide({
    wire: readWire(evidence, subject, rule),
    config: null,
    missing: silenceOf(evidence, subject),
    attempts: portItems(evidence, subject, false),
  });
  if (judgement.verdict !== "fail") return judgement;
  // Names of bindings are free text: one with a line in it would have another binding deleted.
  const names = strangersBindings(evidence).map(bindingName);
  const bindings = names.filter((name) => !/[\r\n]/.test(name)).join("\n");
  const evidenceItems = [...judgement.evidence, ...bindingItems(evidence)];
  return { ...judgement, evidence: evidenceItems, ...(bindings ? { values: { bindings } } : {}) };
}

export const apiserverAnonymousResourceAccess = defineCheck({
  id: "apiserver-anonymous-resource-access",
  component: "api-server",
  tier: 1,
  kind: "probe",
  title: "Callers without credentials can neither read nor change cluster resources",
  headline: (subject) => `${apiServerOn(subject)} lets callers without credentials at cluster resources`,
  ports: [6443, 443, 8443, 16_443],
  severity: {
    byVantage,
    base: "critical",
    rule: "By the widest vantage that gets an answer; high where only kinds without credentials or commands in them can be listed.",
  },
  rationale:
    "A binding for system:anonymous or system:unauthenticated turns a reachable API server into a public database, and with write verbs into a public control plane.",
  subjects: apiServerSubjects,
  judge: onPresentNode(judge),
  ...bindingsRemediation,
  tradeoffs: ["Dashboards or GitOps hooks that relied on anonymous reads stop."],
  failureModes: ["Deleting kubeadm:bootstrap-signer-clusterinfo breaks the discovery of kubeadm join by token."],
  settings: { component: "kube-apiserver", names: ["anonymous-auth", "authentication-config", "authorization-mode"] },
  closes: ["api-server-anonymous"],
  severityDiffers:
    "Kubescape C-0262 reads bindings alone and calls them all alike; here an answer from the wire decides, and what it contained.",
  references: {
    cis: ["CIS GKE v1.9 §4.1.8 §4.1.9", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.1"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1133", "T1613", "T1078"],
    ms: ["MS-TA9029 Access the K8S API server"],
    cwe: ["CWE-862", "CWE-306"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/"],
    tools: ["kube-hunter KHV005", "kube-hunter KHV007", "nuclei kube-api-*", "kubescape C-0262"],
  },
});
