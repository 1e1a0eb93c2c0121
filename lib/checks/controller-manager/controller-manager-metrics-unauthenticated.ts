import { defineCheck } from "../define-check.ts";
import { secureMetrics } from "./secure-metrics.ts";

export const controllerManagerMetricsUnauthenticated = defineCheck({
  ...secureMetrics("kube-controller-manager", 10_257),
  id: "controller-manager-metrics-unauthenticated",
  component: "controller-manager",
  title: "Controller manager asks for a login before it serves metrics",
  headline: ({ name, port }) => `Controller manager on ${name} serves its metrics to anyone (${port}/TCP)`,
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1613"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-306", "CWE-200"],
    urls: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/"],
  },
});
