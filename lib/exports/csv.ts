import { csvCell } from "./csv-cell.ts";
import { defineExport } from "./define-export.ts";
import { resultsOf, subjectName, subjectPort } from "./result-order.ts";

const heads = [
  "verdict",
  "severity",
  "check",
  "subject",
  "node",
  "address",
  "port",
  "vantage",
  "headline",
  "reason",
  "fingerprint",
];

export const csv = defineExport({
  id: "csv",
  title: "CSV, a line for each result",
  mediaType: "text/csv",
  extension: "csv",
  render(report) {
    const results = (["fail", "unknown", "pass", "not-applicable"] as const).flatMap((verdict) =>
      resultsOf(report, verdict),
    );
    const rows = results.map((result) => [
      result.verdict,
      result.severity,
      result.checkId,
      subjectName(result.subject),
      result.subject.node ?? "",
      result.subject.address ?? "",
      subjectPort(result.subject),
      result.vantage.kind,
      result.headline,
      result.reason,
      result.fingerprint,
    ]);
    return `${[heads, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
  },
});
