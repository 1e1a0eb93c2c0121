import type { ExportedFinding } from "../../domain/finding-export.ts";
import type { Severity } from "../../domain/severity.ts";
import { severities } from "../../domain/severity.ts";
import {
  decisionOf,
  type ExportAbout,
  type ExportedCheck,
  type FindingExport,
  findingLink,
  isSuppressed,
} from "../finding-export.ts";
import { printable, subjectName, subjectPort } from "../result-order.ts";
import { sarifLevels, sarifSchema, securitySeverity } from "../sarif-level.ts";

const isAddress = (text: string): boolean => URL.canParse(text);

function rule(check: ExportedCheck, worst: Severity) {
  const helpUri = check.urls.find(isAddress);
  return {
    id: check.id,
    shortDescription: { text: check.title },
    ...(check.rationale ? { fullDescription: { text: check.rationale } } : {}),
    ...(helpUri ? { helpUri } : {}),
    defaultConfiguration: { level: sarifLevels[worst] },
    properties: {
      tags: [...new Set(["security", "kubernetes", ...check.cwe])],
      "security-severity": securitySeverity[worst],
    },
  };
}

/** An open finding whose check could not look any more is neither a fail nor a pass; one that ended was put right. */
function kindOf({ verdict, state }: ExportedFinding): "fail" | "open" | "pass" | "notApplicable" {
  if (state === "resolved") return verdict === "pass" ? "pass" : "notApplicable";
  return verdict === "unknown" ? "open" : "fail";
}

function result(finding: ExportedFinding, ruleIndex: number, origin: string) {
  const { subject, severity, node, port } = finding;
  const kind = kindOf(finding);
  const place = [finding.clusterName, subjectName(subject), subjectPort(subject)].filter(Boolean).join(" ");
  return {
    ruleId: finding.checkId,
    ruleIndex,
    kind,
    level: kind === "fail" ? sarifLevels[severity] : "none",
    message: { text: printable(finding.headline) || finding.checkId },
    locations: [
      {
        logicalLocations: [
          { name: printable(subjectName(subject)), kind: "resource", fullyQualifiedName: printable(place) },
        ],
      },
    ],
    partialFingerprints: { "breakwater/v1": finding.fingerprint },
    hostedViewerUri: findingLink(origin, finding.id),
    ...(isSuppressed(finding)
      ? { suppressions: [{ kind: "external", status: "accepted", justification: decisionOf(finding) ?? "" }] }
      : {}),
    properties: {
      ...{ id: finding.id, cluster: finding.clusterName, component: finding.component, node, port },
      ...{ protocol: finding.protocol, vantage: finding.vantage, severity, state: finding.state },
      ...{ resolution: finding.resolution, firstSeenAt: finding.firstSeenAt, failingSince: finding.failingSince },
      ...{ lastCheckedAt: finding.lastCheckedAt, assignee: finding.assignee, dueAt: finding.dueAt },
      "security-severity": securitySeverity[severity],
    },
  };
}

function worstOf({ counts }: ExportAbout, checkId: string): Severity {
  const found = new Set(counts.filter((count) => count.checkId === checkId).map(({ severity }) => severity));
  return severities.find((severity) => found.has(severity)) ?? "info";
}

/** One run. The rules stand before the results, so that a reader of a stream knows each when it comes. */
export const sarif: FindingExport = {
  mediaType: "application/sarif+json",
  extension: "sarif",
  begin(about) {
    const { checks, origin, version, filter, madeAt, total } = about;
    const places = new Map(checks.map(({ id }, index) => [id, index]));
    const rules = checks.map((check) => rule(check, worstOf(about, check.id)));
    const tool = { driver: { name: "Breakwater", version, rules } };
    const invocations = [{ executionSuccessful: true, endTimeUtc: madeAt }];
    const properties = { filter: printable(filter), total };
    const run = JSON.stringify({ tool, invocations, properties, columnKind: "utf16CodeUnits" }).slice(0, -1);
    let before = "";
    return {
      head: `{"$schema":${JSON.stringify(sarifSchema)},"version":"2.1.0","runs":[${run},"results":[`,
      line(finding) {
        const written = JSON.stringify(result(finding, places.get(finding.checkId) ?? -1, origin));
        const line = `${before}\n${written}`;
        before = ",";
        return line;
      },
      tail: () => "\n]}]}\n",
    };
  },
};
