import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { wantedFlags } from "../api-server/flag-remediation.ts";
import { shellUrl } from "../api-server/static-pod-remediation.ts";
import { defineCheck } from "../define-check.ts";
import { decide } from "../hybrid-verdict.ts";
import { portItems, readWire, seenAt, silenceOf, type WireRule } from "../port-readings.ts";
import { clientCertificateFlags } from "./etcd-flags.ts";
import { membersOnly } from "./etcd-intent.ts";
import { etcdAt, etcdOn, etcdSubjects, onEtcdPort, refusesWithoutCertificate } from "./etcd-port.ts";
import { embedders, etcdFlagRemediation, mutualTlsFlags } from "./etcd-remediation.ts";
import { etcdFlagsUnread } from "./etcd-setting.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "critical",
  pod: "critical",
  "node-local": "high",
};

const rule: WireRule = {
  table: byVantage,
  proof: /^\/v3(alpha|beta)?\/kv\/range|^\/version/,
  wrong(observation) {
    const { etcd } = observation;
    if (etcd?.endpoint !== "client" || etcd.access !== "open") return null;
    const keys = etcd.registryKeys === null ? "" : ` and counted ${etcd.registryKeys} keys under /registry/`;
    return `${etcdAt(observation)} answered a range request without credentials over ${etcd.transport}${keys}`;
  },
  right: (observation) => refusesWithoutCertificate(observation) ?? asksForPassword(observation),
};

function asksForPassword(observation: Observation): string | null {
  if (observation.etcd?.access !== "password-required") return null;
  return `${etcdAt(observation)} refused the range request for want of a user name and password`;
}

const countKeys = `-X POST -d '{"key":"AA==","count_only":true}'`;

/** Where plain HTTP answered, HTTPS alone would end in an error before the fix as well. */
function schemesOf({ values }: RemediationContext): ("http" | "https")[] {
  return values.scheme === "http" ? ["http", "https"] : ["https"];
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const config = clientCertificateFlags(evidence, subject, byVantage);
  const flags = config ? "etcd's flags do not require client certificates." : etcdFlagsUnread(evidence, subject);
  const silence = silenceOf(evidence, subject);
  const isPlain = seenAt(evidence, subject).some(({ state, etcd }) => state === "open" && etcd?.transport === "http");
  const judgement = decide({
    wire: readWire(evidence, subject, rule),
    // Flags alone can prove that nobody gets in; that somebody does, only an answer proves.
    config: config?.verdict === "pass" ? config : null,
    missing: `${silence} ${flags}`,
    silence,
    attempts: portItems(evidence, subject, false),
  });
  return { ...judgement, values: { scheme: isPlain ? "http" : "https" } };
}

export const etcdClientUnauthenticated = defineCheck({
  id: "etcd-client-unauthenticated",
  component: "etcd",
  tier: 1,
  kind: "probe",
  title: "etcd gives cluster data only to clients with credentials",
  headline: (subject) => `${etcdOn(subject)} gives every key of the cluster to callers without credentials`,
  ports: [2379],
  severity: {
    byVantage,
    base: "critical",
    rule: "By the widest vantage that gets an answer. Reading and writing are one right here: whoever can range can also put.",
  },
  rationale:
    "Every Secret, token and RBAC object of the cluster sits behind this port, and a write replaces the cluster administrator. There is no audit trail.",
  subjects: (evidence) => etcdSubjects(evidence, "client", 2379),
  judge: onEtcdPort(judge),
  ...etcdFlagRemediation({
    summary: "Make etcd require client certificates of the etcd CA, then treat the cluster's secrets as leaked.",
    flags: mutualTlsFlags,
    overridden:
      "Embedded etcd requires client certificates by default: remove what overrides it, or secure the external etcd that this is.",
    verify: (context) => ({
      command: schemesOf(context)
        .map((scheme) => `curl -sk -m 5 ${shellUrl(scheme, context, "/v3/kv/range")} ${countKeys}; echo rc=$?`)
        .join("; "),
      expect: `${schemesOf(context).length > 1 ? "no JSON over either: HTTP is refused, then HTTPS ends with " : ""}rc=56 or rc=35 with a TLS certificate alert, no JSON`,
    }),
    afterwards: {
      text: "Then rotate: if anything outside the control plane could reach the port, assume that every Secret, service account key and CA key of the cluster leaked.",
    },
  }),
  tradeoffs: [
    "All etcd clients (API server, backup jobs, Calico or Cilium in etcd mode, Prometheus) need client certificates.",
  ],
  failureModes: [
    "The API server cannot reach etcd after the change and the cluster is read-only or down: change one member at a time and keep --etcd-certfile, --etcd-keyfile and --etcd-cafile of the API server in step.",
  ],
  settings: { component: "etcd", names: ["client-cert-auth", "trusted-ca-file", "cert-file", "key-file"] },
  wanted: wantedFlags(mutualTlsFlags, embedders),
  closes: ["etcd-client"],
  allow: membersOnly,
  severityDiffers:
    "kube-bench and Trivy (low) read the flags; kube-hunter asks the v2 API, which 3.5 no longer has. Here a range request over v3 decides, and it is critical, since it is every Secret of the cluster.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.1", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.2"],
    nsa: "NSA/CISA v1.2: Control plane hardening > Etcd",
    mitre: ["T1552.007", "T1078", "T1565.001"],
    ms: ["MS-TA9025 List K8S secrets"],
    cwe: ["CWE-306"],
    urls: [
      "https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/",
      "https://etcd.io/docs/v3.6/op-guide/security/",
      "https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/",
    ],
    tools: [
      "kube-bench 2.1",
      "kube-bench 2.2",
      "trivy KCV0043",
      "kube-hunter KHV031",
      "kube-hunter KHV032",
      "nuclei unauth-etcd-server",
    ],
  },
});
