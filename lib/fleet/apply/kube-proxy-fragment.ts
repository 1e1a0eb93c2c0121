import { parse } from "yaml";
import { AppError } from "../../domain/errors.ts";
import type { RemediationStep } from "../../domain/remediation.ts";
import { type ClusterState, visibleNodes } from "../state.ts";
import { isFields } from "./patches.ts";

/** Fields that a step sets in kube-proxy's ConfigMap; null where it is about something else. */
export function proxyFields({ file, code }: RemediationStep): Record<string, unknown> | null {
  if (!file?.startsWith("configmap/kube-system/kube-proxy") || code === undefined) return null;
  const found: unknown = parse(code);
  return isFields(found) ? found : null;
}

/** Gives every kube-proxy of the cluster these fields. @throws AppError for one that it does not have. */
export function proxyWith(cluster: ClusterState, fields: Record<string, unknown>): void {
  for (const [field, value] of Object.entries(fields)) {
    const onLoopback = /^(127\.0\.0\.1|\[::1\]):/.test(String(value));
    if (field === "nodePortAddresses") cluster.settings.nodePortsOnAllAddresses = !String(value).includes("primary");
    else if (field === "metricsBindAddress")
      for (const node of visibleNodes(cluster)) node.settings.kubeProxyMetricsEverywhere = !onLoopback;
    else if (field === "healthzBindAddress")
      for (const node of visibleNodes(cluster)) node.settings.proxyHealthEverywhere = !onLoopback;
    else throw new AppError("invalid", `kube-proxy has no field "${field}".`);
  }
}
