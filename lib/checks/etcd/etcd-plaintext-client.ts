import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import type { Flags } from "../api-server/component-flags.ts";
import { wantedFlags } from "../api-server/flag-remediation.ts";
import { shellUrl } from "../api-server/static-pod-remediation.ts";
import { defineCheck } from "../define-check.ts";
import { decide } from "../hybrid-verdict.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { clientUrlFlags } from "./etcd-flags.ts";
import { membersOnly } from "./etcd-intent.ts";
import { etcdAt, etcdOn, etcdSubjects, onEtcdPort, requiresCertificate } from "./etcd-port.ts";
import { embedders, etcdFlagRemediation } from "./etcd-remediation.ts";
import { etcdFlagsUnread } from "./etcd-setting.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "high",
  "node-local": "low",
};

const rule: WireRule = {
  table: byVantage,
  proof: /^\/version|^\/v3/,
  wrong: (observation) =>
    speaksHttp(observation)
      ? `${etcdAt(observation)} answers clear-text HTTP (version ${observation.etcd?.version ?? "not told"})`
      : null,
  right: (observation) =>
    observation.etcd?.transport === "https" || requiresCertificate(observation)
      ? `${etcdAt(observation)} speaks TLS only`
      : null,
};

function speaksHttp({ etcd }: Observation): boolean {
  return (
    etcd?.endpoint === "client" && etcd.transport === "http" && (etcd.access !== "unknown" || etcd.version !== null)
  );
}

function judge(subject: Subject, evidence: Evidence) {
  const silence = silenceOf(evidence, subject);
  return decide({
    wire: readWire(evidence, subject, rule),
    config: clientUrlFlags(evidence, subject, byVantage),
    missing: `${silence} ${etcdFlagsUnread(evidence, subject)}`,
    silence,
    attempts: portItems(evidence, subject, false),
  });
}

const httpsFlags: Flags = (context) => [
  ["listen-client-urls", `https://127.0.0.1:2379,https://${urlHost(context.address)}:2379`],
  ["advertise-client-urls", `https://${urlHost(context.address)}:2379`],
  ["cert-file", "/etc/kubernetes/pki/etcd/server.crt"],
  ["key-file", "/etc/kubernetes/pki/etcd/server.key"],
];

export const etcdPlaintextClient = defineCheck({
  id: "etcd-plaintext-client",
  component: "etcd",
  tier: 1,
  kind: "probe",
  title: "etcd's client port speaks TLS only",
  headline: (subject) => `${etcdOn(subject)} speaks clear-text HTTP to its clients`,
  ports: [2379],
  severity: { byVantage, base: "high", rule: "By the widest vantage that gets a clear-text answer." },
  rationale:
    "Secrets cross the network readable by anyone on the path, and clients cannot tell the real etcd from a fake one.",
  subjects: (evidence) => etcdSubjects(evidence, "client", 2379),
  judge: onEtcdPort(judge),
  ...etcdFlagRemediation({
    summary: "Let etcd listen for clients over https only.",
    flags: httpsFlags,
    overridden: "The server sets https client URLs and certificates itself: remove what overrides them.",
    verify: (context) => ({
      command: `curl -s -m 5 ${shellUrl("http", context, "/version")}`,
      expect: 'empty or "Client sent an HTTP request to an HTTPS server."',
    }),
  }),
  tradeoffs: [
    "Certificates to manage; --listen-client-http-urls splits HTTP onto another port and must be locked down as well.",
  ],
  failureModes: ["advertise-client-urls is not updated and clients keep dialling http."],
  settings: { component: "etcd", names: ["listen-client-urls", "advertise-client-urls", "cert-file", "key-file"] },
  wanted: wantedFlags(httpsFlags, embedders),
  closes: ["etcd-client"],
  allow: membersOnly,
  severityDiffers: "Trivy KCV0042 calls missing certificate flags low; here a clear-text answer decides.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.1"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1040"],
    cwe: ["CWE-319"],
    urls: ["https://etcd.io/docs/v3.6/op-guide/security/"],
    tools: ["kube-bench 2.1", "trivy KCV0042", "kube-hunter KHV034", "prowler etcd_tls_encryption", "kubescape C-0153"],
  },
});
