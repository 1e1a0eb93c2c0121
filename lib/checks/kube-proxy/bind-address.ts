import type { Evidence } from "../../domain/evidence.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { inventoryItem } from "../evidence-items.ts";
import type { Reading } from "../hybrid-verdict.ts";
import { configReach, flagReading, isLoopback, staticPodOf } from "../static-pods.ts";

const flag = "--metrics-bind-address";

/** Where kube-proxy's configuration puts its metrics: the static pod's flag, else the ConfigMap; empty is loopback. */
export function readBindAddress(evidence: Evidence, subject: Subject, table: SeverityByVantage): Reading | null {
  const pod = staticPodOf(evidence, subject, "kube-proxy");
  const fromFlag = pod?.flags[flag];
  if (pod && fromFlag !== undefined)
    return flagReading(evidence, pod, [flag], judged(evidence, subject, table, fromFlag));
  const { kubeProxy, at } = evidence.inventory;
  if (!kubeProxy) return null;
  const address = kubeProxy.metricsBindAddress ?? "";
  const received = address
    ? `metricsBindAddress: ${address}`
    : "metricsBindAddress is empty, which means 127.0.0.1:10249";
  const item = inventoryItem("config.conf of configmap/kube-system/kube-proxy", received, at);
  return { ...judged(evidence, subject, table, address), evidence: [item] };
}

function judged(
  evidence: Evidence,
  subject: Subject,
  table: SeverityByVantage,
  address: string,
): Omit<Reading, "evidence"> {
  if (address === "" || isLoopback(address))
    return { verdict: "pass", says: "kube-proxy's metrics are bound to loopback" };
  return {
    verdict: "fail",
    says: `kube-proxy's metrics are bound to ${address}`,
    ...configReach(evidence, subject, table),
  };
}

/** Sentence: why the bind address is not known. */
export function bindAddressMissing(evidence: Evidence): string {
  const lost = evidence.inventory.lost.find(({ need }) => /configmap/i.test(need));
  if (lost) return `kube-proxy's ConfigMap could not be read: the permission "${lost.need}" is missing (${lost.why}).`;
  return "No ConfigMap kube-system/kube-proxy was seen (k3s, RKE2, GKE and kube-proxy replacements have none).";
}
