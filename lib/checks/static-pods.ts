import type { EvidenceItem } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { StaticPod } from "../domain/inventory.ts";
import { type SeverityByVantage, severityFrom } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import { flagItem } from "./evidence-items.ts";
import type { Reading } from "./hybrid-verdict.ts";
import { stateOfSubject } from "./port-readings.ts";
import type { Reach } from "./vantage-severity.ts";

/** The static pod of a component on a subject's node; undefined where none is seen. */
export function staticPodOf(
  evidence: Evidence,
  subject: Subject,
  component: StaticPod["component"],
): StaticPod | undefined {
  return evidence.inventory.staticPods?.find((pod) => pod.node === subject.node && pod.component === component);
}

/** What the configuration says by itself, with the flags that decide. */
export function flagReading(evidence: Evidence, pod: StaticPod, flags: string[], reading: Omit<Reading, "evidence">) {
  return { ...reading, evidence: flagItems(evidence, pod, flags) } satisfies Reading;
}

export function flagItems(evidence: Evidence, pod: StaticPod, flags: string[]): EvidenceItem[] {
  return flags.map((flag) => flagItem(pod, flag, evidence.inventory.at));
}

/** Sentence: why no flags could be read, and the permission that supplies them. */
export function flagsMissing(evidence: Evidence, component: StaticPod["component"]): string {
  const lost = evidence.inventory.lost.find(({ need }) => /\bpods\b/.test(need));
  if (evidence.inventory.staticPods !== null)
    return `Discovery saw no static pod of ${component} on this node, so its flags are not known either.`;
  return `The flags of ${component} could not be read: ${lost ? `the permission "${lost.need}" is missing (${lost.why})` : 'grant "list pods"'}.`;
}

/** A setting that only the configuration shows counts for the node itself where the port keeps this vantage out. */
export function configReach(evidence: Evidence, subject: Subject, table: SeverityByVantage): Reach {
  const state = stateOfSubject(evidence, subject);
  if (state === "closed" || state === "filtered") return { severity: table["node-local"] };
  return { severity: severityFrom(table, evidence.vantage.kind), vantage: evidence.vantage };
}

/** Minor of a Kubernetes 1.x version such as "v1.34.2+k3s1"; null where it is not known. */
export function kubernetesMinor(version: string | null | undefined): number | null {
  const match = /^v?1\.(\d+)/.exec(version ?? "");
  return match ? Number(match[1]) : null;
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** True when a bind address such as "127.0.0.1:10249" or "[::1]" stays on the node. */
export function isLoopback(address: string): boolean {
  const host = address.startsWith("[") ? address.slice(1).split("]")[0] : address.replace(/:\d+$/, "");
  return loopback.test(host ?? address);
}

/** URLs of a comma-separated flag that bind beyond loopback, plain ones only where `scheme` is given. */
export function urlsBeyondLoopback(flag: string | undefined, scheme?: "http"): string[] {
  const urls = (flag ?? "").split(",").map((url) => url.trim());
  return urls.filter((text) => {
    const url = URL.parse(text);
    return url !== null && !isLoopback(url.hostname) && (scheme === undefined || url.protocol === `${scheme}:`);
  });
}
