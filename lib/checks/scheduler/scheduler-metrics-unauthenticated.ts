import { secureMetrics } from "../controller-manager/secure-metrics.ts";
import { defineCheck } from "../define-check.ts";

export const schedulerMetricsUnauthenticated = defineCheck({
  ...secureMetrics("kube-scheduler", 10_259),
  id: "scheduler-metrics-unauthenticated",
  component: "scheduler",
  title: "Scheduler asks for a login before it serves metrics",
  headline: ({ name, port }) => `Scheduler on ${name} serves its metrics to anyone (${port}/TCP)`,
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1613"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-306", "CWE-200"],
    urls: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/"],
  },
});
