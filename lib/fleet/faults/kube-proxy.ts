import { always, type FaultRule, offNode, outside } from "./fault-rule.ts";

/** Of kube-proxy, on nodes that run one. */
export const kubeProxyRules: FaultRule[] = [
  {
    checkId: "kube-proxy-metrics-exposed",
    applies: (s) => s.kubeProxyMetricsEverywhere,
    vantages: always(offNode),
    port: () => 10_249,
    says: "kube-proxy's metricsBindAddress is 0.0.0.0:10249",
    fix: () => ({ kubeProxyMetricsEverywhere: false }),
  },
  {
    checkId: "kube-proxy-healthz-exposed",
    applies: (s) => s.proxyHealthEverywhere,
    vantages: always(outside),
    port: () => 10_256,
    says: "10256 answers other networks",
    fix: () => ({ proxyHealthEverywhere: false }),
  },
];
