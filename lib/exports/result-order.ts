import { formatPort } from "../domain/port-state.ts";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import { severityRank } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { Verdict } from "../domain/verdict.ts";

/** Results of one verdict, worst first, then by check and subject: the order of every report. */
export function resultsOf(report: ScanReport, verdict: Verdict): CheckResult[] {
  return report.results
    .filter((result) => result.verdict === verdict)
    .sort(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) ||
        a.checkId.localeCompare(b.checkId) ||
        subjectName(a.subject).localeCompare(subjectName(b.subject)),
    );
}

/** `worker-4`, `Service/payments/debug`: as Kubernetes writes it. */
export function subjectName(subject: Subject): string {
  if (subject.kind === "Node") return subject.name;
  return [subject.kind, subject.namespace, subject.name].filter(Boolean).join("/");
}

/** `10250/TCP`, or "" where the subject has no port. */
export function subjectPort(subject: Subject): string {
  return subject.port === undefined ? "" : formatPort(subject.port, subject.protocol);
}

/** "12 of 12 nodes checked from worker-node, 212 of 212 probes" and what was not seen. */
export function coverageLine(report: ScanReport): string {
  const { nodes, probes } = report.coverage;
  const unreachable = nodes.unreachable.length > 0 ? `; unreachable: ${nodes.unreachable.join(", ")}` : "";
  const failed = probes.failed > 0 ? `, ${probes.failed} failed` : "";
  const partial = report.outcome === "partial" ? "; the scan was stopped before its end" : "";
  return `${nodes.checked} of ${nodes.known} nodes checked from ${report.vantage.kind}, ${probes.done} of ${probes.planned} probes${failed}${unreachable}${partial}`;
}

/** Control characters have no place in a terminal or a report, whatever a target answered. */
export function printable(text: string): string {
  return [...text].map((character) => (isControl(character.codePointAt(0) ?? 0) ? " " : character)).join("");
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}
