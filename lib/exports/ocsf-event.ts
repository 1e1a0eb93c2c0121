import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";

/**
 * One Compliance Finding (class 2003) of the Open Cybersecurity Schema Framework. Of 1.3.0, the first version with
 * `resources`, which later ones read as well: nothing in it has been taken away since.
 */
export const ocsfVersion = "1.3.0";

const classUid = 2003;
const severityIds: Record<Severity, [id: number, name: string]> = {
  info: [1, "Informational"],
  low: [2, "Low"],
  medium: [3, "Medium"],
  high: [4, "High"],
  critical: [5, "Critical"],
};
const activities = { create: [1, "Create"], update: [2, "Update"], close: [3, "Close"] } as const;
const statuses = {
  new: [1, "New"],
  inProgress: [2, "In Progress"],
  suppressed: [3, "Suppressed"],
  resolved: [4, "Resolved"],
} as const;
// What a check does not concern is none of pass, warning and fail.
const complianceStatuses: Record<Verdict, [id: number, name: string]> = {
  pass: [1, "Pass"],
  unknown: [2, "Warning"],
  fail: [3, "Fail"],
  "not-applicable": [99, "Other"],
};

export interface OcsfFacts {
  uid: string;
  title: string;
  message: string;
  severity: Severity;
  verdict: Verdict;
  activity: keyof typeof activities;
  status: keyof typeof statuses;
  /** Why it is suppressed or not known. */
  detail: string | null;
  check: { id: string; title: string; standards: readonly string[]; fix: string; urls: readonly string[] };
  resource: { uid: string; name: string; type: string; namespace?: string | undefined; labels: readonly string[] };
  /** RFC 3339. */
  time: string;
  firstSeen: string | null;
  lastSeen: string | null;
  url: string | null;
  version: string;
  /** What has no attribute of its own there. */
  unmapped: Record<string, string | number | null>;
}

/** Milliseconds since 1970, as a timestamp is written there. */
const millis = (at: string): number => new Date(at).getTime();

const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

function findingInfo({ uid, title, check, firstSeen, lastSeen, url, detail }: OcsfFacts) {
  return given({
    uid,
    title,
    desc: detail ?? check.title,
    analytic: { type_id: 1, type: "Rule", uid: check.id, name: check.title },
    created_time: firstSeen === null ? null : millis(firstSeen),
    first_seen_time: firstSeen === null ? null : millis(firstSeen),
    last_seen_time: lastSeen === null ? null : millis(lastSeen),
    src_url: url,
    types: ["Exposed port"],
  });
}

/** The event as an object; pure. */
export function ocsfEvent(facts: OcsfFacts): Record<string, unknown> {
  const { severity, verdict, activity, status, check, resource, version } = facts;
  const [severityId, severityName] = severityIds[severity];
  const [activityId, activityName] = activities[activity];
  const [statusId, statusName] = statuses[status];
  const [complianceId, complianceName] = complianceStatuses[verdict];
  return {
    ...{ class_uid: classUid, class_name: "Compliance Finding", category_uid: 2, category_name: "Findings" },
    ...{ type_uid: classUid * 100 + activityId, type_name: `Compliance Finding: ${activityName}` },
    ...{ activity_id: activityId, activity_name: activityName },
    ...{ severity_id: severityId, severity: severityName },
    ...{ status_id: statusId, status: statusName },
    ...given({ status_detail: facts.detail }),
    time: millis(facts.time),
    message: facts.message,
    metadata: {
      version: ocsfVersion,
      product: { name: "Breakwater", vendor_name: "Breakwater", version },
    },
    finding_info: findingInfo(facts),
    compliance: given({
      standards: check.standards,
      control: check.id,
      ...{ status_id: complianceId, status: complianceName },
      status_detail: facts.detail,
    }),
    remediation: given({ desc: check.fix, references: check.urls.length > 0 ? check.urls : null }),
    resources: [given({ ...resource, labels: resource.labels.length > 0 ? resource.labels : null })],
    unmapped: given(facts.unmapped),
  };
}

/** Standards by the references of a check; never none, since the framework requires one. */
export function standardsOf({ cis, nsa, mitre, cwe }: OcsfReferences): string[] {
  return ["Breakwater checks", ...cis, ...(nsa ? [nsa] : []), ...mitre.map((id) => `MITRE ATT&CK ${id}`), ...cwe];
}

interface OcsfReferences {
  cis: readonly string[];
  nsa: string | null;
  mitre: readonly string[];
  cwe: readonly string[];
}
