import type { Evidence } from "../../domain/evidence.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { declaredSetting, settingItem, settingText } from "../controller-manager/setting-reading.ts";
import type { Reading } from "../hybrid-verdict.ts";
import { configReach, isLoopback } from "../static-pods.ts";

/** Where kube-proxy's configuration puts its metrics; loopback where nothing names it. */
export function readBindAddress(evidence: Evidence, subject: Subject, table: SeverityByVantage): Reading | null {
  const setting = declaredSetting(evidence, "kube-proxy", subject.node ?? null, "metricsBindAddress");
  if (!setting) return null;
  const address = settingText(setting.value);
  const item = settingItem(evidence, setting);
  if (address === "empty" || isLoopback(address))
    return { verdict: "pass", says: "kube-proxy's metrics are bound to loopback", evidence: [item] };
  return {
    verdict: "fail",
    says: `kube-proxy's metrics are bound to ${address}`,
    evidence: [item],
    ...configReach(evidence, subject, table),
  };
}

/** Sentence: why kube-proxy's settings are not known. */
export function bindAddressMissing(evidence: Evidence): string {
  const lost = evidence.inventory.lost.find(({ need }) => /configmap/i.test(need));
  if (lost) return `kube-proxy's ConfigMap could not be read: the permission "${lost.need}" is missing (${lost.why}).`;
  return "No ConfigMap kube-system/kube-proxy was seen (k3s, RKE2, GKE and kube-proxy replacements have none).";
}
