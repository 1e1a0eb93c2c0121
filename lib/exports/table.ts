import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import { defineExport } from "./define-export.ts";
import { coverageLine, printable, resultsOf, subjectName, subjectPort } from "./result-order.ts";

const heads = ["SEVERITY", "CHECK", "SUBJECT", "PORT", "FINDING"] as const;

function row(result: CheckResult): string[] {
  const port = subjectPort(result.subject);
  return [result.severity.toUpperCase(), result.checkId, subjectName(result.subject), port, result.headline].map(
    printable,
  );
}

function columns(rows: string[][]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(heads), ...rows.map(line)].join("\n");
}

function count(report: ScanReport, verdict: CheckResult["verdict"]): number {
  return report.results.filter((result) => result.verdict === verdict).length;
}

export const table = defineExport({
  id: "table",
  title: "Table for a terminal",
  mediaType: "text/plain",
  extension: "txt",
  render(report) {
    const fails = resultsOf(report, "fail");
    const summary = `${fails.length} findings, ${count(report, "pass")} passed, ${count(report, "unknown")} unknown, ${count(report, "not-applicable")} not applicable`;
    const lost = report.coverage.lost
      .filter((entry) => entry.checks.length > 0)
      .map((entry) =>
        printable(
          `Could not ${entry.need}: ${entry.why.replace(/\.$/, "")}. Unknown by it: ${entry.checks.join(", ")}.`,
        ),
      );
    const problems = report.problems
      .slice(0, 10)
      .map((problem) => printable(`Problem at ${problem.where}: ${problem.message}`));
    const more =
      report.problems.length > 10 ? [`…and ${report.problems.length - 10} more problems (see --format json)`] : [];
    const head = `${printable(report.cluster.name)}: ${coverageLine(report)}`;
    return `${[head, "", fails.length > 0 ? columns(fails.map(row)) : "No findings.", "", summary, ...lost, ...problems, ...more].join("\n")}\n`;
  },
});
