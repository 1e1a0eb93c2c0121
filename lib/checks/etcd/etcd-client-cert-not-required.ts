import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { wantedFlags } from "../api-server/flag-remediation.ts";
import { shellUrl } from "../api-server/static-pod-remediation.ts";
import { defineCheck } from "../define-check.ts";
import { decide } from "../hybrid-verdict.ts";
import type { WireRule } from "../port-readings.ts";
import { portItems, portOf, proofItems, readWire, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { notApplicable } from "../verdicts.ts";
import { clientCertificateFlags } from "./etcd-flags.ts";
import { membersOnly } from "./etcd-intent.ts";
import {
  etcdAt,
  etcdOn,
  etcdSubjects,
  hasNoEtcd,
  onEtcdPort,
  refusesWithoutCertificate,
  requiresCertificate,
} from "./etcd-port.ts";
import { embedders, etcdFlagRemediation, mutualTlsFlags } from "./etcd-remediation.ts";
import { etcdFlagsUnread } from "./etcd-setting.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "high",
  "node-local": "medium",
};

const rule: WireRule = {
  table: byVantage,
  proof: /^\/version|^\/health|^\/v3/,
  wrong: (observation) =>
    answersOverTls(observation)
      ? `${etcdAt(observation)} answered over TLS without asking for a client certificate (${told(observation)})`
      : null,
  right: refusesWithoutCertificate,
  reach(wrong) {
    const reach = reachSeverity(byVantage, wrong);
    const isGuarded = wrong.every(({ etcd }) => etcd?.access === "password-required");
    return isGuarded ? { ...reach, severity: "medium" } : reach;
  },
};

function answersOverTls(observation: Observation): boolean {
  const { etcd } = observation;
  if (etcd?.endpoint !== "client" || etcd.transport !== "https" || requiresCertificate(observation)) return false;
  return etcd.access === "open" || etcd.access === "password-required" || etcd.version !== null || etcd.health !== null;
}

const told = ({ etcd }: Observation) =>
  etcd?.access === "password-required" ? "keys ask for a password" : `version ${etcd?.version ?? "not told"}`;

function judge(subject: Subject, evidence: Evidence) {
  const open = seenAt(evidence, subject).filter(({ state }) => state === "open");
  // A port list of another tool tells no transport, so that it cannot speak against what etcd was seen to speak.
  const recognised = open.filter(({ etcd }) => etcd !== undefined);
  if (recognised.length > 0 && recognised.every(({ etcd }) => etcd?.transport === "http"))
    return notApplicable(
      `${portOf(subject)} speaks no TLS, so it cannot ask for a certificate; etcd-plaintext-client judges it.`,
      proofItems(open, rule.proof),
    );
  const isClosed = stateOfSubject(evidence, subject) === "closed";
  if (isClosed && hasNoEtcd(evidence, subject))
    return notApplicable(`${subject.name} runs no etcd: 2379/TCP is closed and the node has no etcd role.`);
  const silence = silenceOf(evidence, subject);
  return decide({
    // A closed port does not tell what etcd would ask of its clients elsewhere.
    wire: isClosed ? null : readWire(evidence, subject, rule),
    config: clientCertificateFlags(evidence, subject, byVantage),
    missing: `${silence} ${etcdFlagsUnread(evidence, subject)}`,
    silence,
    attempts: portItems(evidence, subject, false),
  });
}

export const etcdClientCertNotRequired = defineCheck({
  id: "etcd-client-cert-not-required",
  component: "etcd",
  tier: 1,
  kind: "hybrid",
  title: "etcd requires a client certificate of every TLS client",
  headline: (subject) => `${etcdOn(subject)} accepts TLS clients that present no certificate`,
  ports: [2379],
  severity: {
    byVantage,
    base: "high",
    rule: "By the widest vantage that gets an answer; medium where password authentication is on and the range request is refused.",
  },
  rationale: "Encryption without client identity still lets anyone who reaches the port act as the API server.",
  subjects: (evidence) => etcdSubjects(evidence, "client", 2379),
  judge: onEtcdPort(judge),
  ...etcdFlagRemediation({
    summary: "Make etcd require client certificates of the etcd CA.",
    flags: (context) => mutualTlsFlags(context).slice(0, 2),
    overridden: "The server requires client certificates by default: remove what overrides it.",
    verify: (context) => ({
      command: `curl -sk -m 5 ${shellUrl("https", context, "/health")}; echo rc=$?`,
      expect: "no body, non-zero rc",
    }),
  }),
  tradeoffs: ["Load-balancer or kubelet probes against /health on 2379 fail; use the metrics listener on 2381."],
  failureModes: ["Probe failures restart the etcd pod where its livenessProbe still uses 2379."],
  settings: { component: "etcd", names: ["client-cert-auth", "trusted-ca-file"] },
  wanted: wantedFlags((context) => mutualTlsFlags(context).slice(0, 2), embedders),
  closes: ["etcd-client"],
  allow: membersOnly,
  severityDiffers: "Trivy KCV0043 calls it low; whoever reaches such a port acts as the API server.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.2"],
    nsa: "NSA/CISA v1.2: Control plane hardening > Etcd",
    mitre: ["T1552.007"],
    ms: ["MS-TA9025 List K8S secrets"],
    cwe: ["CWE-306", "CWE-295"],
    urls: ["https://etcd.io/docs/v3.6/op-guide/security/"],
    tools: [
      "kube-bench 2.2",
      "trivy KCV0043",
      "prowler etcd_client_cert_auth",
      "checkov EtcdClientCertAuth",
      "kubescape C-0154",
    ],
  },
});
