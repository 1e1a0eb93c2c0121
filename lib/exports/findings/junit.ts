import type { ExportCount, ExportedFinding } from "../../domain/finding-export.ts";
import { decisionOf, type ExportAbout, type FindingExport, findingLink } from "../finding-export.ts";
import { subjectName, subjectPort } from "../result-order.ts";
import { xmlText as xml } from "../xml-text.ts";

type Outcome = "failure" | "skipped" | "passed";

/** A pipeline fails by what is open and known; what people decided on, or nobody could look at, is skipped and says why. */
function outcomeOf({ state, verdict }: Pick<ExportedFinding, "state" | "verdict">): Outcome {
  if (state === "resolved") return verdict === "pass" ? "passed" : "skipped";
  if (state === "accepted" || state === "false-positive") return "skipped";
  return verdict === "fail" ? "failure" : verdict === "pass" ? "passed" : "skipped";
}

function numbers(counts: readonly ExportCount[]): string {
  const sum = (outcome?: Outcome) =>
    counts.reduce((all, count) => all + (!outcome || outcomeOf(count) === outcome ? count.count : 0), 0);
  return `tests="${sum()}" failures="${sum("failure")}" errors="0" skipped="${sum("skipped")}"`;
}

function whySkipped(finding: ExportedFinding): string {
  const decision = decisionOf(finding);
  if (decision) return decision;
  if (finding.state === "resolved") return `Resolved: ${finding.resolution ?? "closed"}`;
  return `Still ${finding.state}, but the check answered "${finding.verdict}" the last time`;
}

function testcase(finding: ExportedFinding, origin: string): string {
  const place = [finding.clusterName, subjectName(finding.subject), subjectPort(finding.subject)];
  const name = xml(place.filter(Boolean).join(" "));
  const open = `    <testcase classname="${xml(finding.checkId)}" name="${name}"`;
  const outcome = outcomeOf(finding);
  if (outcome === "passed") return `${open}/>\n`;
  const inner =
    outcome === "failure"
      ? `<failure type="${finding.severity}" message="${xml(finding.headline)}">${xml(findingLink(origin, finding.id))}</failure>`
      : `<skipped message="${xml(whySkipped(finding))}"/>`;
  return `${open}>${inner}</testcase>\n`;
}

function suite(checkId: string, { counts, checks, madeAt }: ExportAbout): string {
  const title = checks.find(({ id }) => id === checkId)?.title ?? checkId;
  const own = counts.filter((count) => count.checkId === checkId);
  const properties = `<properties><property name="title" value="${xml(title)}"/></properties>`;
  return `  <testsuite name="${xml(checkId)}" ${numbers(own)} timestamp="${xml(madeAt)}">\n    ${properties}\n`;
}

/** A suite a check. */
export const junit: FindingExport = {
  mediaType: "application/xml; charset=utf-8",
  extension: "xml",
  byCheck: true,
  begin(about) {
    let check: string | null = null;
    const end = () => (check === null ? "" : "  </testsuite>\n");
    return {
      head: `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="breakwater findings" ${numbers(about.counts)}>\n`,
      line(finding) {
        const between = finding.checkId === check ? "" : `${end()}${suite(finding.checkId, about)}`;
        check = finding.checkId;
        return `${between}${testcase(finding, about.origin)}`;
      },
      tail: () => `${end()}</testsuites>\n`,
    };
  },
};
