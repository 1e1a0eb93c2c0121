import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import { defineExport } from "./define-export.ts";
import { ocsfEvent, standardsOf } from "./ocsf-event.ts";
import { resultsOf, subjectName, subjectPort } from "./result-order.ts";

/** A report knows no decisions of people: what fails is new, what passes is none. */
function event(result: CheckResult, { tool, cluster, finishedAt }: ScanReport) {
  const { subject, verdict, references, remediation } = result;
  return ocsfEvent({
    uid: result.fingerprint,
    title: verdict === "fail" ? result.headline : (result.title ?? result.checkId),
    message: `${result.headline}. ${result.reason}`,
    severity: result.severity,
    verdict,
    activity: "create",
    status: "new",
    detail: verdict === "fail" ? null : result.reason,
    check: {
      id: result.checkId,
      title: result.title ?? result.checkId,
      standards: standardsOf(references),
      fix: remediation.summary,
      urls: references.urls,
    },
    resource: {
      uid: subject.uid,
      name: subjectName(subject),
      type: subject.kind,
      namespace: subject.namespace,
      labels: [`cluster:${cluster.name}`],
    },
    time: finishedAt,
    firstSeen: null,
    lastSeen: finishedAt,
    url: null,
    version: tool.version,
    unmapped: { port: subjectPort(subject) || null, address: subject.address ?? null, vantage: result.vantage.kind },
  });
}

export const ocsf = defineExport({
  id: "ocsf",
  title: "OCSF 1.3, a Compliance Finding a line",
  mediaType: "application/jsonl",
  extension: "ocsf.jsonl",
  render(report) {
    const results = [...resultsOf(report, "fail"), ...resultsOf(report, "unknown")];
    return results.map((result) => `${JSON.stringify(event(result, report))}\n`).join("");
  },
});
