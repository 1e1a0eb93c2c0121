import type { CheckResult } from "../domain/scan-report.ts";
import { severityRank } from "../domain/severity.ts";
import type { FindingStanding } from "../posture/index.ts";
import { componentOfCheck } from "./component-of-check.ts";
import type { FindingSource } from "./store-findings.ts";
import { nodeOf } from "./store-results.ts";

/** Columns that say how a finding stands; posture decides them. */
export const standingColumns = {
  clusterId: "text",
  fingerprint: "text",
  state: "text",
  decision: "text",
  resolution: "text",
  severity: "text",
  severityRank: "int",
  verdict: "text",
  reason: "text",
  firstSeenAt: "timestamptz",
  failingSince: "timestamptz",
  lastSeenAt: "timestamptz",
  lastCheckedAt: "timestamptz",
  resolvedAt: "timestamptz",
  lastScanId: "text",
};

export function standingOf(source: FindingSource, after: FindingStanding) {
  const { checkId: _checkId, nodeUid: _nodeUid, ...standing } = after;
  return {
    ...standing,
    clusterId: source.clusterId,
    severityRank: severityRank(after.severity),
    lastScanId: source.scanId,
  };
}

/** Columns that say what it is about; the last fail decides them. */
export const contentColumns = {
  clusterId: "text",
  fingerprint: "text",
  checkId: "text",
  component: "text",
  headline: "text",
  nodeId: "text",
  subject: "jsonb",
  nodeName: "text",
  port: "int",
  protocol: "text",
  vantageName: "text",
  vantageKind: "text",
  remediation: "jsonb",
  context: "jsonb",
  references: "jsonb",
  beside: "jsonb",
  searchText: "text",
};

export function contentOf(source: FindingSource, after: FindingStanding, result: CheckResult) {
  const { subject, vantage, checkId, headline, references } = result;
  const nodeName = nodeOf(result);
  const words = [
    ...[headline, checkId, nodeName, subject.name, subject.namespace, subject.address, subject.port],
    // Whoever comes from another tool searches by its rule's id.
    ...references.tools,
    ...references.cis,
  ];
  return {
    clusterId: source.clusterId,
    fingerprint: after.fingerprint,
    checkId,
    component: result.component ?? componentOfCheck(checkId),
    headline,
    nodeId: nodeName === null ? null : (source.nodes.get(nodeName) ?? null),
    subject,
    nodeName,
    port: subject.port ?? null,
    protocol: subject.protocol ?? null,
    vantageName: vantage.name,
    vantageKind: vantage.kind,
    remediation: result.remediation,
    context: result.context,
    references: result.references,
    beside: result.beside ?? {},
    searchText: words
      .filter((word) => word !== undefined && word !== null)
      .join(" ")
      .toLowerCase(),
  };
}
