import type { Evidence } from "../../domain/evidence.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { providerManaged, shellUrl } from "../api-server/static-pod-remediation.ts";
import { defineCheck } from "../define-check.ts";
import { decide } from "../hybrid-verdict.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { remediationBy } from "../remediation-by.ts";
import { membersOnly } from "./etcd-intent.ts";
import { etcdAt, etcdOn, etcdSubjects, onEtcdPort, refusesWithoutCertificate } from "./etcd-port.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "high",
  "node-local": "medium",
};

const rule: WireRule = {
  table: byVantage,
  proof: /^\/v2\/|^\/version/,
  wrong: (observation) =>
    observation.etcd?.v2 === "open"
      ? `${etcdAt(observation)} answered /v2/keys without credentials (version ${observation.etcd.version ?? "not told"})`
      : null,
  right: (observation) =>
    observation.etcd?.v2 === "off"
      ? `${etcdAt(observation)} has no v2 API: /v2/keys is not found`
      : refusesWithoutCertificate(observation),
};

function judge(subject: Subject, evidence: Evidence) {
  return decide({
    wire: readWire(evidence, subject, rule),
    config: null,
    missing: silenceOf(evidence, subject),
    attempts: portItems(evidence, subject, false),
  });
}

export const etcdV2ApiOpen = defineCheck({
  id: "etcd-v2-api-open",
  component: "etcd",
  tier: 1,
  kind: "probe",
  title: "etcd's legacy v2 key API is off",
  headline: (subject) => `${etcdOn(subject)} serves the legacy v2 key API to callers without credentials`,
  ports: [2379, 4001],
  severity: {
    byVantage,
    base: "high",
    rule: "By the widest vantage that gets an answer. Kubernetes keeps its data in v3 keys, so v2 may hold only CNI or discovery data; it is writable all the same.",
  },
  rationale:
    "It marks an etcd of 3.3 or older, or one started with --enable-v2, and may expose network-plugin configuration that lets an attacker reroute traffic.",
  subjects: (evidence) => etcdSubjects(evidence, "client", 2379),
  judge: onEtcdPort(judge),
  ...remediationBy({
    own: providerManaged("etcd"),
    generic: (context) => ({
      summary: "Start etcd without the v2 API and upgrade to 3.5 or 3.6.",
      steps: [
        { text: "Migrate flannel or Calico data to the Kubernetes datastore where it still lies in v2 keys." },
        {
          text: `On ${nodeOf(context)}, find --enable-v2 (ETCD_ENABLE_V2) in the manifest, unit or environment file of etcd and remove it.`,
          language: "bash",
          code: "grep -rnE 'enable-v2|ETCD_ENABLE_V2' /etc/kubernetes/manifests /etc/etcd /etc/default/etcd /etc/systemd/system 2>/dev/null",
        },
        { text: "Upgrade to etcd 3.5 or 3.6 (3.6 no longer has a v2 store) and require client certificates." },
      ],
      undo: "Start etcd with --enable-v2 again (3.5 and older).",
    }),
    verify: (context) => ({
      command: `curl -sk -o /dev/null -w "%{http_code}\\n" ${shellUrl("http", context, "/v2/keys/")}`,
      expect: "404 or 000",
    }),
  }),
  tradeoffs: ["Old flannel and confd deployments depend on v2."],
  failureModes: ["etcd 3.6 refuses to start on a data directory with custom v2 content."],
  settings: { component: "etcd", names: ["enable-v2"] },
  wanted: () => ({ "enable-v2": false }),
  closes: ["etcd-client"],
  allow: membersOnly,
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.2"],
    nsa: "NSA/CISA v1.2: Control plane hardening > Etcd",
    mitre: ["T1552.007"],
    cwe: ["CWE-306", "CWE-1104"],
    cve: ["CVE-2018-1098", "CVE-2018-1099"],
    urls: ["https://etcd.io/docs/v3.6/upgrades/upgrade_3_6/"],
    tools: ["kube-hunter KHV032", "nuclei unauth-etcd-server"],
  },
});
