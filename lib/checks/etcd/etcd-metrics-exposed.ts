import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { wantedFlags } from "../api-server/flag-remediation.ts";
import { serverArgs, talosArgs } from "../api-server/server-args.ts";
import { shellUrl } from "../api-server/static-pod-remediation.ts";
import { controlPlaneSubjects } from "../control-plane-subjects.ts";
import { defineCheck } from "../define-check.ts";
import { decide } from "../hybrid-verdict.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { metricsFlags, metricsPort } from "./etcd-flags.ts";
import { metricsForMembers } from "./etcd-intent.ts";
import { etcdAt, etcdOn, onEtcdPort, refusesWithoutCertificate } from "./etcd-port.ts";
import { etcdFlagRemediation } from "./etcd-remediation.ts";
import { etcdFlagsUnread } from "./etcd-setting.ts";

const byVantage: SeverityByVantage = { internet: "medium", "other-network": "low", pod: "low", "node-local": "info" };

const rule: WireRule = {
  table: byVantage,
  proof: /^\/metrics|^\/debug\/pprof|^\/health/,
  wrong(observation) {
    const { etcd, vantage } = observation;
    // On the node itself an open port is the wanted state: loopback.
    if (vantage.kind === "node-local") return null;
    if (etcd?.pprof === true) return `${etcdAt(observation)} serves profiling data and metrics without credentials`;
    return etcd?.metrics === true ? `${etcdAt(observation)} serves /metrics without credentials` : null;
  },
  right: (observation) =>
    observation.etcd?.metrics === false
      ? `${etcdAt(observation)} serves no metrics to callers without credentials`
      : refusesWithoutCertificate(observation),
  reach(wrong) {
    const reach = reachSeverity(byVantage, wrong);
    return wrong.some(({ etcd }) => etcd?.pprof === true) ? { ...reach, severity: "high" } : reach;
  },
};

/** The listener of its own, and the client port, which serves /metrics as well. */
function servesMetrics({ etcd }: Observation): boolean {
  return etcd?.endpoint === "metrics" || (etcd?.endpoint === "client" && etcd.metrics === true);
}

function judge(subject: Subject, evidence: Evidence) {
  const silence = silenceOf(evidence, subject);
  return decide({
    wire: readWire(evidence, subject, rule),
    config: metricsFlags(evidence, subject, byVantage),
    missing: `${silence} ${etcdFlagsUnread(evidence, subject)}`,
    silence,
    attempts: portItems(evidence, subject, false),
  });
}

const summary = "Bind etcd's metrics listener to loopback.";
const flags = (): [string, string][] => [["listen-metrics-urls", "http://127.0.0.1:2381"]];

export const etcdMetricsExposed = defineCheck({
  id: "etcd-metrics-exposed",
  component: "etcd",
  tier: 1,
  kind: "hybrid",
  title: "etcd's metrics and health listener stays on loopback",
  headline: (subject) => `${etcdOn(subject)} serves its metrics to callers without credentials`,
  ports: [2381, 2379, 9978],
  severity: {
    byVantage,
    base: "low",
    range: ["high", "info"],
    rule: "By the widest vantage that gets an answer; high where pprof answers.",
  },
  rationale:
    "Metrics name members, peers, database size and version, which helps an attacker to plan and time load attacks.",
  subjects: (evidence) => controlPlaneSubjects(evidence, (node) => metricsPort(evidence, node), servesMetrics),
  judge: onEtcdPort(judge),
  ...etcdFlagRemediation({
    summary,
    flags,
    overridden: summary,
    verify: (context) => ({
      command: `curl -s -m 3 ${shellUrl("http", context, "/metrics")} | head -1`,
      expect: "no output, when run from another machine",
    }),
    own: {
      k3s: serverArgs("k3s", "etcd", flags, `${summary} Leave etcd-expose-metrics at false, its default.`),
      rke2: serverArgs("rke2", "etcd", flags, `${summary} Leave etcd-expose-metrics at false, its default.`),
      openshift: () => ({
        summary: "On OpenShift metrics go through an authenticating proxy on 9979; 9978 itself needs a certificate.",
        steps: [
          {
            text: "A plain listener is an override or something else: find its process and remove it.",
            language: "bash",
            code: "ss -ltnp | grep -E ':(2381|9978|9979) '",
          },
        ],
        undo: "Start what listened there again.",
      }),
      talos: talosArgs("etcd", flags, summary),
    },
  }),
  tradeoffs: [
    "Prometheus must run on the control plane (hostNetwork) or scrape through a TLS proxy. RKE2 lists 2381 as server-to-server.",
  ],
  failureModes: ["The etcd pod's livenessProbe targets this listener: keep it on loopback rather than turning it off."],
  settings: { component: "etcd", names: ["listen-metrics-urls"] },
  wanted: wantedFlags(flags, ["talos"]),
  closes: ["etcd-metrics"],
  allow: metricsForMembers,
  references: {
    nsa: "NSA/CISA v1.2: Control plane hardening > Etcd",
    mitre: ["T1046"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-200", "CWE-1327"],
    urls: ["https://etcd.io/docs/v3.6/op-guide/configuration/"],
  },
});
