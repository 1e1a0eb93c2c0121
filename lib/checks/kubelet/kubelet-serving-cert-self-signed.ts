import type { Check } from "../../domain/check.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { portItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { approveServingRequest } from "./approve-serving-request.ts";
import { wireSilence } from "./kubelet-endpoint.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { upgradeAksImage } from "./managed-nodes.ts";
import { endpointWord } from "./node-words.ts";
import { certified, isOnlyOutdated, isSelfMade } from "./serving-certificate.ts";

const byVantage: SeverityByVantage = {
  internet: "medium",
  "other-network": "medium",
  pod: "medium",
  "node-local": "low",
};

const remediation = kubeletSetting({
  summary: "Let the cluster's CA sign the kubelet's serving certificate.",
  config: () => ({ serverTLSBootstrap: true, rotateCertificates: true }),
  flags: () => ({ "rotate-server-certificates": "true", "rotate-certificates": "true" }),
  verify: (context) => ({
    command: `openssl s_client -connect ${endpointWord(context)} -CAfile /etc/kubernetes/pki/ca.crt </dev/null 2>/dev/null | grep 'Verify return code'`,
    expect: "Verify return code: 0 (ok)",
  }),
  own: {
    aks: (context) => ({
      summary: "Move the pool to a node image with kubelet serving certificate rotation (AKS 1.27 or later).",
      steps: [upgradeAksImage(context)],
      undo: "A node is not made old again: create a node pool on the earlier image, and move the workloads there.",
    }),
  },
  afterwards: approveServingRequest,
});

const judge: Check["judge"] = (subject, evidence) => {
  const shown = certified(evidence, subject);
  if (shown.length === 0) return unknown(wireSilence(evidence, subject), portItems(evidence, subject, false));
  const items = shown.map(({ seen, certificate }) =>
    tlsItem(seen, certificate.verified ? "chain verified" : (certificate.verifyError ?? "chain not verified")),
  );
  const bad = shown.filter(
    ({ certificate }) =>
      certificate.verified !== true &&
      (isSelfMade(certificate) || (certificate.verified === false && !isOnlyOutdated(certificate))),
  );
  const [worst] = bad;
  if (worst) {
    const { issuer, verifyError } = worst.certificate;
    const why = isSelfMade(worst.certificate)
      ? `The kubelet made its serving certificate itself (issuer ${issuer})`
      : `The serving certificate of issuer ${issuer} does not verify against the cluster's CA (${verifyError ?? "no trusted chain"})`;
    const reach = reachSeverity(
      byVantage,
      bad.map(({ seen }) => seen),
    );
    const proof = items.map((item, index) => ({ ...item, decisive: bad.some((entry) => entry === shown[index]) }));
    return fail({ reason: `${why}.`, evidence: proof, ...reach });
  }
  if (shown.some(({ certificate }) => certificate.verified === null))
    return unknown(
      "The cluster's CA is not known to the scanner, so the serving certificate could not be verified; give a kubeconfig with certificate-authority-data.",
      items,
    );
  const outdated = shown.find(({ certificate }) => isOnlyOutdated(certificate));
  const reason = outdated
    ? `The chain leads to the cluster's CA; its dates or names (${outdated.certificate.verifyError}) are judged by kubelet-serving-cert-invalid.`
    : `The serving certificate verifies against the cluster's CA (subject ${shown[0]?.certificate.subject}).`;
  return pass(reason, items, shown[0]?.seen.vantage);
};

export const kubeletServingCertSelfSigned = defineCheck({
  id: "kubelet-serving-cert-self-signed",
  component: "kubelet",
  tier: 1,
  kind: "probe",
  title: "Kubelet's serving certificate is signed by an authority the cluster trusts",
  headline: ({ name }) => `Kubelet on ${name} serves a certificate that no trusted authority signed`,
  severity: {
    byVantage,
    base: "medium",
    rule: "The risk is interception between the API server or a scraper and the node.",
  },
  rationale:
    "When the serving certificate cannot be verified, clients switch verification off, and someone on the path can read logs and exec streams or harvest the tokens that are sent to a false kubelet.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediation,
  settings: { component: "kubelet", names: ["serverTLSBootstrap", "rotateCertificates", "tlsCertFile"] },
  closes: ["kubelet-insecure-tls"],
  severityDiffers:
    "kube-bench looks at the flags that would name a certificate; here the certificate that is served decides, and how far its port can be reached.",
  tradeoffs: ["It needs an approver of CSRs, and a lax approver is a risk of impersonation."],
  failureModes: [
    "Until its CSR is approved the kubelet has no serving certificate: TLS on 10250 fails (tls: internal error), and logs and exec with it. Current versions do not fall back to a self-signed one.",
    "curl -k --cacert verifies nothing, because -k wins.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.9, §4.2.11"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1557"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-295", "CWE-296"],
    urls: [
      "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/",
      "https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/",
    ],
    tools: [
      "kube-bench 4.2.9",
      "kube-bench 4.2.11",
      "kubescape C-0181",
      "trivy KCV0088",
      "trivy KCV0089",
      "prowler kubelet_tls_cert_and_key",
    ],
  },
});
