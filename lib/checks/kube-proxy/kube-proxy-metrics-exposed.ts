import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { decide } from "../hybrid-verdict.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { bindAddressMissing, readBindAddress } from "./bind-address.ts";
import { kubeProxyRemediation } from "./kube-proxy-remediation.ts";

const byVantage: SeverityByVantage = { internet: "medium", "other-network": "low", pod: "low", "node-local": "info" };

const rule: WireRule = {
  table: byVantage,
  proof: /^\/(proxyMode|metrics|configz|debug\/pprof)/,
  wrong(observation) {
    const { component, vantage, address, port } = observation;
    // On the node itself an open port is the wanted state: loopback.
    if (component?.component !== "kube-proxy" || component.openPaths.length === 0 || vantage.kind === "node-local")
      return null;
    const mode = component.mode ? ` (mode ${component.mode})` : "";
    return `http://${urlHost(address)}:${port} answers ${component.openPaths.join(", ")}${mode} without credentials`;
  },
  right: (observation) => otherService(observation),
  reach(wrong) {
    const reach = reachSeverity(byVantage, wrong);
    return wrong.some(({ component }) => component?.pprof) ? { ...reach, severity: "high" } : reach;
  },
};

function otherService({ component, service, http }: Observation): string | null {
  const other = service ?? (http ? "an HTTP service" : null);
  return component || other === null ? null : `An unrelated service (${other}) answers there, not kube-proxy`;
}

function judge(subject: Subject, evidence: Evidence) {
  const silence = silenceOf(evidence, subject);
  return decide({
    wire: readWire(evidence, subject, rule),
    config: readBindAddress(evidence, subject, byVantage),
    missing: `${silence} ${bindAddressMissing(evidence)}`,
    silence,
    attempts: portItems(evidence, subject, false),
  });
}

export const kubeProxyMetricsExposed = defineCheck({
  id: "kube-proxy-metrics-exposed",
  component: "kube-proxy",
  tier: 1,
  kind: "hybrid",
  title: "kube-proxy's metrics port 10249 stays on loopback",
  headline: ({ name }) => `kube-proxy on ${name} serves its metrics beyond the node (10249/TCP)`,
  ports: [10_249],
  severity: {
    byVantage,
    base: "low",
    range: ["high", "info"],
    rule: "By the widest vantage that gets an answer; high when pprof answers.",
  },
  rationale:
    "It tells anyone the proxy mode, service counts and sync activity, and with profiling on it can be used to load the node.",
  subjects: (evidence) => nodeSubjects(evidence, 10_249),
  judge: onPresentNode(judge),
  ...kubeProxyRemediation,
  tradeoffs: ["Prometheus' kube-proxy target goes down unless it is scraped from the node."],
  failureModes: ["The alert KubeProxyDown fires: remove or rework its rule."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.3.1"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1046"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-1327", "CWE-306"],
    urls: ["https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/"],
    tools: ["kube-bench 4.3.1", "kubescape C-0291"],
  },
  settings: { component: "kube-proxy", names: ["metricsBindAddress", "enableProfiling"] },
  wanted: () => ({ metricsBindAddress: "127.0.0.1:10249", enableProfiling: false }),
  closes: ["kube-proxy-metrics"],
  allow: () => ({
    name: "kube-proxy-metrics",
    purpose: "Only the node itself reads kube-proxy's metrics.",
    on: "node",
    ports: [{ port: 10_249, protocol: "TCP" }],
    allow: [],
  }),
  severityDiffers:
    "kube-bench and Kubescape read the configuration alone. Ours follows who was answered, is high where profiles are served, and info where only the configuration is wrong.",
});
