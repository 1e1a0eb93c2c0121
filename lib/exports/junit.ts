import type { CheckResult } from "../domain/scan-report.ts";
import { defineExport } from "./define-export.ts";
import { coverageLine, resultsOf, subjectName, subjectPort } from "./result-order.ts";
import { xmlText as xml } from "./xml-text.ts";

/** A fail is a failure; an unknown is skipped with its reason, never a success. */
function testcase(result: CheckResult): string {
  const name = xml([subjectName(result.subject), subjectPort(result.subject)].filter(Boolean).join(" "));
  const open = `    <testcase classname="${xml(result.checkId)}" name="${name}"`;
  if (result.verdict === "pass") return `${open}/>`;
  const inner =
    result.verdict === "fail"
      ? `<failure type="${result.severity}" message="${xml(result.headline)}">${xml(`${result.reason} Fix: ${result.remediation.summary}`)}</failure>`
      : `<skipped message="${xml(`${result.verdict}: ${result.reason}`)}"/>`;
  return `${open}>${inner}</testcase>`;
}

export const junit = defineExport({
  id: "junit",
  title: "JUnit XML for CI",
  mediaType: "application/xml",
  extension: "xml",
  render(report) {
    const groups = (["fail", "unknown", "not-applicable", "pass"] as const).map((verdict) =>
      resultsOf(report, verdict),
    );
    const [fails = [], unknowns = [], others = []] = groups;
    const attributes = `name="${xml(`breakwater ${report.cluster.name}`)}" tests="${report.results.length}" failures="${fails.length}" skipped="${unknowns.length + others.length}" timestamp="${report.startedAt}"`;
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      "<testsuites>",
      `  <testsuite ${attributes}>`,
      ...groups.flat().map(testcase),
      `    <system-out>${xml(coverageLine(report))}</system-out>`,
      "  </testsuite>",
      "</testsuites>",
    ];
    return `${lines.join("\n")}\n`;
  },
});
