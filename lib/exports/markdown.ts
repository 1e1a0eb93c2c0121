import type { CheckResult } from "../domain/scan-report.ts";
import { severities } from "../domain/severity.ts";
import { defineExport } from "./define-export.ts";
import { fenced as fence, plainMarkdown as plain } from "./markdown-text.ts";
import { coverageLine, printable, resultsOf, subjectName, subjectPort } from "./result-order.ts";

function stepOf({ text, file, code }: CheckResult["remediation"]["steps"][number], index: number): string {
  const head = `${index + 1}. ${plain(text)}${file ? ` (${plain(file)})` : ""}`;
  return code === undefined ? head : `${head}\n\n${fence(code)}`;
}

function details(result: CheckResult): string {
  const proof = result.evidence.find((item) => item.decisive) ?? result.evidence[0];
  return [
    `### ${plain(result.headline)}`,
    `${result.severity} · \`${result.checkId}\` · ${plain(subjectName(result.subject))} ${subjectPort(result.subject)}`,
    plain(result.reason),
    proof ? fence(`${printable(proof.sent)}\n→ ${printable(proof.received)}`) : "",
    `**Fix.** ${plain(result.remediation.summary)}`,
    ...result.remediation.steps.map(stepOf),
    `**Verify.** expects: ${plain(result.remediation.verify.expect)}`,
    fence(result.remediation.verify.command),
  ].join("\n\n");
}

export const markdown = defineExport({
  id: "markdown",
  title: "Markdown for a ticket or a merge request",
  mediaType: "text/markdown",
  extension: "md",
  render(report) {
    const fails = resultsOf(report, "fail");
    const counts = severities.map(
      (severity) => `${fails.filter((result) => result.severity === severity).length} ${severity}`,
    );
    const unknowns = resultsOf(report, "unknown").length;
    const head = [
      `# Port exposure of ${plain(report.cluster.name)}`,
      `${plain(coverageLine(report))}. ${report.finishedAt}`,
      `**${fails.length} findings** (${counts.join(", ")}); ${unknowns} could not be judged.`,
    ];
    return `${[...head, ...fails.map(details)].join("\n\n")}\n`;
  },
});
