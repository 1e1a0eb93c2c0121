import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { judgeSettings } from "./judge-settings.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { configzCommand } from "./node-words.ts";

const setting = "rotateCertificates";
const dayMs = 86_400_000;
const soonDays = 60;

const remediation = kubeletSetting({
  summary: "Let the kubelet renew its client certificate by itself.",
  config: () => ({ rotateCertificates: true }),
  flags: () => ({ "rotate-certificates": "true" }),
  verify: (context) => ({
    command: `${configzCommand(context)} | jq .kubeletconfig.rotateCertificates`,
    expect: "true; on the node, notAfter of /var/lib/kubelet/pki/kubelet-client-current.pem then moves forward",
  }),
});

/** Days that the kubelet's client certificate has left, by the node's own report; null where none tells. */
function daysLeft(evidence: Evidence, subject: Subject): number | null {
  const reports = evidence.inventory.nodeReports.filter(({ node }) => node === subject.name);
  const certificates = reports.flatMap((report) => report.certificates ?? []);
  const own = certificates.find(({ path, isAuthority }) => !isAuthority && /kubelet-client/.test(path));
  const until = Date.parse(own?.notAfter ?? "");
  return Number.isNaN(until) ? null : Math.floor((until - evidence.now.getTime()) / dayMs);
}

/** Kubelets that carry no certificate which rotation could renew. */
const renewedElsewhere: Partial<Record<string, string>> = {
  k3s: "k3s issues this certificate itself and renews it when the service starts in its last 120 days",
  rke2: "RKE2 issues this certificate itself and renews it when the service starts in its last 120 days",
  eks: "on EKS the kubelet authenticates with tokens of its IAM role, not with a client certificate",
};

export const kubeletClientCertRotationOff = defineCheck({
  id: "kubelet-client-cert-rotation-off",
  component: "kubelet",
  tier: 1,
  kind: "config",
  title: "Kubelet renews its client certificate by itself",
  headline: ({ name }) => `Kubelet on ${name} does not renew its client certificate`,
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "Medium where the client certificate is known to have less than 60 days left.",
  },
  rationale:
    "The node drops out of the cluster on the day that its certificate ends, and credentials that live for years stay useful to a thief.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: judgeSettings([setting], (value, subject, evidence) => {
    const isOn = value(setting);
    if (isOn === true) return { verdict: "pass", reason: "rotateCertificates is on." };
    const instead = renewedElsewhere[evidence.node(subject.name)?.distribution ?? ""];
    if (instead) return { verdict: "not-applicable", reason: `rotateCertificates is not on, but ${instead}.` };
    if (isOn !== false) return null;
    const days = daysLeft(evidence, subject);
    const left = days === null ? "" : ` The certificate has ${counted(Math.max(0, days), "day")} left.`;
    const severity = days !== null && days < soonDays ? "medium" : "low";
    return { verdict: "fail", reason: `rotateCertificates is off.${left}`, severity };
  }),
  ...remediation,
  settings: { component: "kubelet", names: [setting] },
  severityDiffers:
    "Trivy says high, whatever the certificate's age; an expiring certificate is an outage on a known day, so it weighs more when that day is near. CIS takes a missing key for on, which a KubeletConfiguration does not.",
  tradeoffs: ["The controller manager's controllers that sign and approve requests have to be on."],
  failureModes: ["If it expired while the node was off, rotation cannot help: join again with a bootstrap token."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.10", "CIS EKS v1.8 §3.2.8", "CIS AKS v1.8 §3.2.8"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1078"],
    cwe: ["CWE-298", "CWE-324"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"],
    tools: ["kube-bench 4.2.10", "kubescape C-0182", "trivy KCV0090", "prowler kubelet_rotate_certificates"],
  },
});
