import type { CheckResult } from "../domain/scan-report.ts";
import { defineExport } from "./define-export.ts";
import { coverageLine, resultsOf, subjectName, subjectPort } from "./result-order.ts";
import { sarifLevels, sarifSchema, securitySeverity } from "./sarif-level.ts";

function rule(result: CheckResult) {
  return {
    id: result.checkId,
    shortDescription: { text: result.title ?? result.checkId },
    helpUri: result.references.urls[0],
    help: { text: result.remediation.summary },
    properties: {
      tags: [...new Set(["security", ...result.references.cwe])],
      "security-severity": securitySeverity[result.severity],
    },
  };
}

function entry(result: CheckResult, ruleIndex: number) {
  const place = [subjectName(result.subject), subjectPort(result.subject)].filter(Boolean).join(" ");
  return {
    ruleId: result.checkId,
    ruleIndex,
    kind: result.verdict === "fail" ? "fail" : "open",
    level: result.verdict === "fail" ? sarifLevels[result.severity] : "none",
    message: { text: `${result.verdict === "fail" ? result.headline : "Could not be judged"}. ${result.reason}` },
    locations: [{ logicalLocations: [{ name: place, kind: "resource", fullyQualifiedName: place }] }],
    partialFingerprints: { "breakwater/v1": result.fingerprint },
  };
}

export const sarif = defineExport({
  id: "sarif",
  title: "SARIF 2.1.0",
  mediaType: "application/sarif+json",
  extension: "sarif",
  render(report) {
    const results = [...resultsOf(report, "fail"), ...resultsOf(report, "unknown")];
    const ruleIds = [...new Set(results.map((result) => result.checkId))];
    const rules = ruleIds.flatMap((id) => results.find((result) => result.checkId === id) ?? []).map(rule);
    const run = {
      tool: { driver: { name: "Breakwater", version: report.tool.version, rules } },
      invocations: [
        {
          executionSuccessful: report.outcome === "complete",
          startTimeUtc: report.startedAt,
          endTimeUtc: report.finishedAt,
        },
      ],
      properties: { coverage: coverageLine(report), cluster: report.cluster.name },
      results: results.map((result) => entry(result, ruleIds.indexOf(result.checkId))),
    };
    return `${JSON.stringify({ $schema: sarifSchema, version: "2.1.0", runs: [run] }, null, 2)}\n`;
  },
});
