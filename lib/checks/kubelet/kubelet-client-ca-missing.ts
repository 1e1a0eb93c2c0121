import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { widestVantage } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { portItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { clientCaFile } from "./config-fragment.ts";
import { bothSilences, openAt, wireSilence } from "./kubelet-endpoint.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { effectiveValue, readSettings } from "./kubelet-settings.ts";
import { endpointWord } from "./node-words.ts";

const setting = "authentication.x509.clientCAFile";

const remediation = kubeletSetting({
  summary: "Give the kubelet the CA that signs its callers' certificates.",
  config: ({ distribution }) => ({ authentication: { x509: { clientCAFile: clientCaFile(distribution) } } }),
  flags: ({ distribution }) => ({ "client-ca-file": clientCaFile(distribution) }),
  verify: (context) => ({
    command: `openssl s_client -connect ${endpointWord(context)} </dev/null 2>/dev/null | grep -A2 'Acceptable client certificate CA names'`,
    expect: "the subject of the cluster's CA, e.g. CN = kubernetes",
  }),
});

/** With anonymous access beside it nobody at all has to prove who they are. */
function isAnonymousOn(evidence: Evidence, subject: Subject): boolean {
  return effectiveValue(evidence, subject.name, "authentication.anonymous.enabled") === true;
}

function readWire(evidence: Evidence, subject: Subject): Reading | null {
  const shaken = openAt(evidence, subject).filter(({ tls }) => tls && tls.clientCertificate !== "unknown");
  const without = shaken.filter(({ tls }) => tls?.clientCertificate === "not-requested");
  const vantage = widestVantage(shaken.map((observation) => observation.vantage));
  if (without.length > 0)
    return {
      verdict: "fail",
      says: "The TLS handshake asks for no client certificate",
      evidence: without.map((observation) => tlsItem(observation, "no CertificateRequest")),
      severity: isAnonymousOn(evidence, subject) ? "critical" : "high",
      vantage,
    };
  if (shaken.length === 0) return null;
  const names = [...new Set(shaken.flatMap(({ tls }) => tls?.clientCaNames ?? []))];
  const signedBy = names.length > 0 ? ` signed by ${names.join(" or ")}` : "";
  return {
    verdict: "pass",
    says: `The TLS handshake asks for a client certificate${signedBy}`,
    evidence: shaken.map((observation) => tlsItem(observation, `CertificateRequest${signedBy}`)),
    vantage,
  };
}

const judge: Check["judge"] = (subject, evidence) =>
  decide({
    wire: readWire(evidence, subject),
    config: readSettings(evidence, subject, [setting], (value) => {
      const file = value(setting);
      if (file === null) return null;
      if (file) return { verdict: "pass", says: `clientCAFile is ${file}` };
      const severity = isAnonymousOn(evidence, subject) ? "critical" : "high";
      return { verdict: "fail", says: "clientCAFile is not set", severity };
    }),
    silence: wireSilence(evidence, subject),
    missing: bothSilences(evidence, subject, setting),
    attempts: portItems(evidence, subject, false),
  });

export const kubeletClientCaMissing = defineCheck({
  id: "kubelet-client-ca-missing",
  component: "kubelet",
  tier: 1,
  kind: "hybrid",
  title: "Kubelet verifies its callers' certificates against a CA",
  headline: ({ name }) => `Kubelet on ${name} cannot verify its callers' certificates`,
  severity: {
    byVantage: null,
    base: "high",
    range: ["critical", "high"],
    rule: "Critical where anonymous access is on as well: then nobody has to prove who they are.",
  },
  rationale:
    "Without it the API server cannot prove by certificate who it is, which pushes operators towards anonymous access to make logs and exec work.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediation,
  settings: { component: "kubelet", names: [setting] },
  closes: ["kubelet-api"],
  severityDiffers:
    "Trivy says critical and Kubescape 9 of 10 whatever else is set; without it nobody gets in by certificate, and it is critical only where anonymous access stands open beside it.",
  tradeoffs: [
    "Any certificate of that CA authenticates: authorisation has to be Webhook, so that an identity alone is not enough.",
    "Where only token callers exist and x509 is off on purpose, accept the finding with that reason.",
  ],
  failureModes: [
    "A wrong path keeps the kubelet from starting.",
    "While the CA rotates, the bundle has to hold the old and the new one.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.3", "CIS EKS v1.8 §3.2.3", "CIS AKS v1.8 §3.2.3"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1133"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-287", "CWE-295"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
    tools: [
      "kube-bench 4.2.3",
      "kubescape C-0070",
      "kubescape C-0174",
      "trivy KCV0081",
      "prowler kubelet_client_ca_file_set",
    ],
  },
});
