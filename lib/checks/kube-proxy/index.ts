import type { Check } from "../../domain/check.ts";
import { kubeProxyHealthzExposed } from "./kube-proxy-healthz-exposed.ts";
import { kubeProxyLocalnetBypass } from "./kube-proxy-localnet-bypass.ts";
import { kubeProxyMetricsExposed } from "./kube-proxy-metrics-exposed.ts";
import { kubeProxyNodeportAllAddresses } from "./kube-proxy-nodeport-all-addresses.ts";

export const kubeProxyChecks: readonly Check[] = [
  kubeProxyMetricsExposed,
  kubeProxyHealthzExposed,
  kubeProxyLocalnetBypass,
  kubeProxyNodeportAllAddresses,
];
