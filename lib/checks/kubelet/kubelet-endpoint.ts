import type { Evidence } from "../../domain/evidence.ts";
import type { KubeletAccess, Observation } from "../../domain/observation.ts";
import { type SeverityByVantage, severityFrom } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { isStateOnly, portOf, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { type Reach, reachSeverity } from "../vantage-severity.ts";
import { configSilence } from "./kubelet-settings.ts";

export function openAt(evidence: Evidence, subject: Subject): Observation[] {
  return seenAt(evidence, subject).filter(({ state }) => state === "open");
}

/** Places where the kubelet's API was recognised at the subject's port. */
export function kubeletsAt(evidence: Evidence, subject: Subject): Observation[] {
  return openAt(evidence, subject).filter(({ kubelet }) => kubelet?.endpoint === "api");
}

export function withAccess(seen: readonly Observation[], ...access: KubeletAccess[]): Observation[] {
  return seen.filter(({ kubelet }) => kubelet && access.includes(kubelet.access));
}

/** True when a caller without credentials read something: also of a kubelet whose debug handlers are off. */
export function answersAnyone({ kubelet }: Observation): boolean {
  return kubelet?.endpoint === "api" && (kubelet.access === "open" || kubelet.openPaths.includes("/pods"));
}

/** A kubelet that waits for the approval of its serving CSR ends each handshake with internal_error. */
export function isServingPending(seen: readonly Observation[]): boolean {
  return seen.some(({ tls }) => tls?.handshake === "failed" && tls.alert === 80);
}

/** Severity of what a configuration proves: as far as the port was seen open, else for the node alone. */
export function configReach(table: SeverityByVantage, evidence: Evidence, subject: Subject): Reach {
  const open = openAt(evidence, subject);
  return open.length > 0 ? reachSeverity(table, open) : { severity: severityFrom(table, "node-local") };
}

/** Sentence: why the kubelet's port tells nothing, and what would make it tell. */
export function wireSilence(evidence: Evidence, subject: Subject): string {
  const open = openAt(evidence, subject);
  if (isServingPending(open))
    return `The kubelet of ${subject.name} has no serving certificate and ends every TLS handshake with alert 80 (internal_error); approve its CSR (csr-kubelet-serving-pending) and scan again.`;
  if (stateOfSubject(evidence, subject) === "closed")
    return `Nothing listens on ${portOf(subject)}, where its kubelet is said to be; look with ss on the node and scan again.`;
  const kubelets = kubeletsAt(evidence, subject);
  if (withAccess(kubelets, "authorization-error").length > 0)
    return 'GET /pods answered 500 "Authorization error": the kubelet could not ask the API server; scan again when that answers.';
  if (withAccess(kubelets, "debug-handlers-disabled").length > 0)
    return 'The kubelet answered 405 "Debug endpoints are disabled.": it runs no commands for anyone, and what else it answers is judged by kubelet-anonymous-auth-enabled.';
  const asked = open.filter((observation) => !isStateOnly(observation));
  if (asked.length > 0 && kubelets.length === 0 && asked.every(({ problem }) => !problem))
    return `What answers on ${portOf(subject)} is not a kubelet; see which process listens there, and scan again.`;
  return silenceOf(evidence, subject);
}

/** Both silences, as the reason of an unknown. */
export function bothSilences(evidence: Evidence, subject: Subject, setting: string): string {
  return `${wireSilence(evidence, subject)} ${configSilence(evidence, subject, setting)}`;
}
