import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { approveServingRequest } from "./approve-serving-request.ts";
import { judgeSettings, type SettingVerdict } from "./judge-settings.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { certified } from "./serving-certificate.ts";

const names = ["serverTLSBootstrap", "tlsCertFile"];

const remediation = kubeletSetting({
  summary: "Let the kubelet ask the cluster for its serving certificate.",
  config: () => ({ serverTLSBootstrap: true }),
  flags: () => ({ "rotate-server-certificates": "true" }),
  verify: (context) => ({
    command: `kubectl get csr --field-selector=spec.signerName=kubernetes.io/kubelet-serving | grep -F ${shellQuote(`system:node:${context.nodeName ?? context.address}`)}`,
    expect: "a request that is Approved,Issued",
  }),
  afterwards: approveServingRequest,
});

/** Where somebody already goes without verification, the kubelet's own certificate is what he goes without. */
function isUnverified(evidence: Evidence): boolean {
  if ((evidence.usersOf("kubelet-insecure-tls") ?? []).length > 0) return true;
  return evidence.inventory.nodes
    .filter(isControlPlane)
    .some(({ name }) => evidence.setting("kube-apiserver", name, "kubelet-certificate-authority").value === "");
}

/** Where a kubelet keeps the pair that it makes for itself: /configz then names this file as if somebody had set it. */
const ownFile = /\/pki\/kubelet\.crt$/;

function selfSigned(evidence: Evidence, says: string): SettingVerdict {
  const isWorse = isUnverified(evidence);
  const beside = isWorse ? ", and a caller of kubelets goes without verification" : "";
  return { verdict: "fail", reason: `${says}${beside}.`, severity: isWorse ? "medium" : "low" };
}

/** What starts a kubelet with a serving certificate that it was issued. */
const supervisors: Partial<Record<string, string>> = { k3s: "k3s", rke2: "RKE2" };

export const kubeletServerTlsBootstrapOff = defineCheck({
  id: "kubelet-server-tls-bootstrap-off",
  component: "kubelet",
  tier: 1,
  kind: "config",
  title: "Kubelet serves a certificate that the cluster's authority can issue",
  headline: ({ name }) => `Kubelet on ${name} makes its own serving certificate, which nobody can verify`,
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "Medium where the API server or a scraper is seen to verify no kubelet: then nothing notices a false one.",
  },
  rationale: "Without it each kubelet invents a certificate of its own, and nobody can tell a node from an impostor.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: judgeSettings(names, (value, subject, evidence) => {
    const [isOn, file] = [value("serverTLSBootstrap"), value("tlsCertFile")];
    if (isOn === true) return { verdict: "pass", reason: "serverTLSBootstrap is on." };
    const isSelfMade = evidence.setting("kubelet", subject.name, "serverTLSBootstrap").decidedBy === "wire";
    if (isOn === false && isSelfMade) return selfSigned(evidence, "It serves a certificate that it signed itself");
    const supervisor = supervisors[evidence.node(subject.name)?.distribution ?? ""];
    if (supervisor)
      return { verdict: "not-applicable", reason: `The supervisor of ${supervisor} issues its serving certificate.` };
    if (isOn === null || file === null) return null;
    const isOwnFile = file === "" || ownFile.test(String(file));
    if (!isOwnFile)
      return { verdict: "pass", reason: `It serves the certificate in ${file}, so it needs to ask for none.` };
    const isVerified = certified(evidence, subject).some(({ certificate }) => certificate.verified === true);
    if (isVerified)
      return { verdict: "pass", reason: "The certificate that it serves verifies against the cluster's CA." };
    return selfSigned(evidence, "serverTLSBootstrap is off and no certificate is named but its own");
  }),
  ...remediation,
  settings: { component: "kubelet", names },
  closes: ["kubelet-insecure-tls"],
  severityDiffers:
    "Trivy says high for every node and judges a feature gate that is on by itself since 1.12; what matters is whether a verifiable certificate is served, and whether anyone verifies it.",
  tradeoffs: ["Somebody has to approve requests: by hand, or with an approver that checks names and addresses."],
  failureModes: [
    "While its request waits, every TLS handshake fails and logs and exec end with remote error: tls: internal error.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.11", "CIS EKS v1.8 §3.2.9"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1557"],
    cwe: ["CWE-295"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"],
    tools: ["kube-bench 4.2.11", "kubescape C-0183", "trivy KCV0091"],
  },
});
