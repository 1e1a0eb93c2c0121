import type { Check } from "../../domain/check.ts";
import { kubeProxyMetricsExposed } from "./kube-proxy-metrics-exposed.ts";

export const kubeProxyChecks: readonly Check[] = [kubeProxyMetricsExposed];
