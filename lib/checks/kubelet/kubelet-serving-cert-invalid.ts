import type { Check, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode, NodeAddress } from "../../domain/inventory.ts";
import type { CertificateFacts } from "../../domain/observation.ts";
import { type Severity, severityRank } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { flagItem, tlsItem } from "../evidence-items.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { portItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { wireSilence } from "./kubelet-endpoint.ts";
import { effectiveValue } from "./kubelet-settings.ts";
import { certified, isSelfMade } from "./serving-certificate.ts";
import { renewServingCertificate } from "./serving-certificate-remediation.ts";

interface Fault {
  severity: Severity;
  says: string;
}

const dayMs = 86_400_000;
/** The API server's own default order, which kubeadm replaces by InternalIP first. */
const defaultAddressTypes = "Hostname,InternalDNS,InternalIP,ExternalDNS,ExternalIP";

/** "2026-11-21"; the text itself where it is no time. */
const dayOf = (time: string) => (Number.isNaN(Date.parse(time)) ? time : time.slice(0, 10));

function dateFault({ notBefore, notAfter }: CertificateFacts, now: Date, isRotated: boolean): Fault | null {
  const from = Date.parse(notBefore);
  const until = Date.parse(notAfter);
  if (Number.isNaN(from) || Number.isNaN(until))
    return { severity: "medium", says: `Its dates cannot be read (${notBefore} to ${notAfter})` };
  if (from > now.getTime())
    return {
      severity: "medium",
      says: `It is valid only from ${dayOf(notBefore)}: the clock of the node or its signer is wrong`,
    };
  const days = (until - now.getTime()) / dayMs;
  if (days < 0)
    return { severity: "high", says: `It expired on ${dayOf(notAfter)}, ${counted(Math.ceil(-days), "day")} ago` };
  const left = `It expires on ${dayOf(notAfter)}, in ${counted(Math.floor(days), "day")}`;
  if (days < 7) return { severity: "medium", says: isRotated ? `${left}, though rotation is on` : left };
  return days < 30 && !isRotated ? { severity: "low", says: left } : null;
}

/** The API server that verifies kubelets, if any is seen to. */
function verifier(evidence: Evidence) {
  return evidence.inventory.staticPods?.find(
    ({ component, flags }) => component === "kube-apiserver" && flags["--kubelet-certificate-authority"],
  );
}

/** Address by which the API server calls this node: the first type of its preference that the node has. */
function calledAddress(node: ClusterNode, types: string): NodeAddress | undefined {
  for (const type of types.split(",")) {
    const found = node.addresses.find((address) => address.type === type.trim());
    if (found) return found;
  }
  return undefined;
}

function nameFault(certificate: CertificateFacts, evidence: Evidence, subject: Subject): Fault | null {
  const node = evidence.node(subject.name);
  const apiServer = verifier(evidence);
  // A certificate of the kubelet's own making never carries an IP: kubelet-serving-cert-self-signed says it once.
  if (!node || !apiServer || isSelfMade(certificate)) return null;
  const called = calledAddress(node, apiServer.flags["--kubelet-preferred-address-types"] ?? defaultAddressTypes);
  if (!called || [...certificate.dnsNames, ...certificate.ipAddresses].includes(called.address)) return null;
  return {
    severity: "medium",
    says: `It lacks ${called.address} (${called.type}), by which the API server calls and verifies this node`,
  };
}

function namesInWords(shown: ReturnType<typeof certified>, apiServer: ReturnType<typeof verifier>): string {
  if (!apiServer) return "no API server that discovery saw verifies its names";
  if (shown.some(({ certificate }) => isSelfMade(certificate)))
    return "kubelet-serving-cert-self-signed judges who signed it";
  return "it carries the address by which the API server calls this node";
}

const judge = (subject: Subject, evidence: Evidence): Judgement => {
  const shown = certified(evidence, subject);
  if (shown.length === 0) return unknown(wireSilence(evidence, subject), portItems(evidence, subject, false));
  // rotateCertificates renews client certificates only; serving ones follow serverTLSBootstrap.
  const isRotated = effectiveValue(evidence, subject.name, "serverTLSBootstrap") === true;
  const items = shown.map(({ seen, certificate }) =>
    tlsItem(seen, `valid ${certificate.notBefore} to ${certificate.notAfter}`),
  );
  const apiServer = verifier(evidence);
  if (apiServer) items.push(flagItem(apiServer, "--kubelet-certificate-authority", evidence.inventory.at, false));
  const faults = shown
    .flatMap(({ certificate }) => [
      dateFault(certificate, evidence.now, isRotated),
      nameFault(certificate, evidence, subject),
    ])
    .filter((fault) => fault !== null)
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity));
  const [worst] = faults;
  const vantage = shown[0]?.seen.vantage;
  if (worst) {
    const says = [...new Set(faults.map((fault) => fault.says))].join(". ");
    return fail({ reason: `${says}.`, evidence: items, severity: worst.severity, vantage });
  }
  return pass(
    `It is valid until ${dayOf(shown[0]?.certificate.notAfter ?? "")}, and ${namesInWords(shown, apiServer)}.`,
    items,
    vantage,
  );
};

export const kubeletServingCertInvalid: Check = defineCheck({
  id: "kubelet-serving-cert-invalid",
  component: "kubelet",
  tier: 1,
  kind: "probe",
  title: "Kubelet's serving certificate is valid, and for the address it is called by",
  headline: ({ name }) =>
    `Kubelet on ${name} serves a certificate that is expired, about to be, or for another address`,
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "low"],
    rule: "Expired: high. Under 7 days: medium. Under 30 days without serverTLSBootstrap: low. A missing address: medium, and only where the API server verifies (--kubelet-certificate-authority).",
  },
  rationale:
    "An expired or mismatching certificate breaks logs, exec and metrics, and the usual emergency repair is to switch verification off.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...renewServingCertificate,
  settings: { component: "kubelet", names: ["serverTLSBootstrap", "tlsCertFile", "tlsPrivateKeyFile"] },
  closes: ["kubelet-insecure-tls"],
  severityDiffers: "Tools that read flags do not look at the certificate that is served.",
  tradeoffs: ["Short-lived certificates need approval that works by itself."],
  failureModes: ["Missed approvals lead straight to expiry: watch csr-kubelet-serving-pending."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.9, §4.2.10, §4.2.11"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1557"],
    cwe: ["CWE-298", "CWE-297"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"],
  },
});
