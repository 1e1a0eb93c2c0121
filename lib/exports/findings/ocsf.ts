import type { ExportedFinding } from "../../domain/finding-export.ts";
import {
  decisionOf,
  type ExportAbout,
  type ExportedCheck,
  type FindingExport,
  findingLink,
  isSuppressed,
  retiredCheck,
} from "../finding-export.ts";
import { type OcsfFacts, ocsfEvent } from "../ocsf-event.ts";
import { subjectName } from "../result-order.ts";

function statusOf(finding: ExportedFinding): OcsfFacts["status"] {
  if (finding.state === "resolved") return "resolved";
  if (isSuppressed(finding)) return "suppressed";
  return finding.state === "acknowledged" || finding.assignee !== null ? "inProgress" : "new";
}

/** Close where it ended or was decided on, update where it was seen more than once, create where it is new. */
function activityOf(finding: ExportedFinding): OcsfFacts["activity"] {
  if (finding.state === "resolved" || isSuppressed(finding)) return "close";
  return finding.state === "open" && finding.firstSeenAt === finding.lastSeenAt ? "create" : "update";
}

function detailOf(finding: ExportedFinding): string | null {
  if (finding.state === "resolved") return `Resolved: ${finding.resolution ?? "closed"}`;
  return decisionOf(finding) ?? (finding.verdict === "unknown" ? "The check could not look the last time." : null);
}

function event(finding: ExportedFinding, check: ExportedCheck, { origin, version }: ExportAbout) {
  const { subject, id } = finding;
  const url = findingLink(origin, id);
  return ocsfEvent({
    uid: finding.fingerprint,
    title: finding.headline,
    message: finding.headline,
    severity: finding.severity,
    verdict: finding.verdict,
    activity: activityOf(finding),
    status: statusOf(finding),
    detail: detailOf(finding),
    check: {
      ...{ id: check.id, title: check.title },
      standards: check.standards.length > 0 ? check.standards : ["Breakwater checks"],
      fix: `The steps with this cluster's values: ${url}`,
      urls: check.urls,
    },
    resource: {
      uid: subject.uid,
      name: subjectName(subject),
      type: subject.kind,
      namespace: subject.namespace,
      labels: [`cluster:${finding.clusterName}`, ...(finding.node ? [`node:${finding.node}`] : [])],
    },
    time: finding.lastCheckedAt,
    firstSeen: finding.firstSeenAt,
    lastSeen: finding.lastSeenAt,
    url,
    version,
    unmapped: {
      ...{ finding_id: id, component: finding.component, state: finding.state, vantage: finding.vantage },
      ...{ address: subject.address ?? null, port: finding.port, protocol: finding.protocol },
      ...{ failing_since: finding.failingSince, assignee: finding.assignee, due: finding.dueAt },
    },
  });
}

/** An event a line, as collectors read them. */
export const ocsf: FindingExport = {
  mediaType: "application/jsonl; charset=utf-8",
  extension: "ocsf.jsonl",
  begin(about) {
    const checks = new Map(about.checks.map((check) => [check.id, check]));
    return {
      head: "",
      line(finding) {
        const check = checks.get(finding.checkId) ?? retiredCheck(finding.checkId);
        return `${JSON.stringify(event(finding, check, about))}\n`;
      },
      tail: () => "",
    };
  },
};
