import type { CheckResult } from "../domain/scan-report.ts";
import { severityRank } from "../domain/severity.ts";
import type { FindingStanding } from "../posture/index.ts";
import { componentOfCheck } from "./component-of-check.ts";
import { jsonText } from "./json-text.ts";
import { sha256 } from "./sha256.ts";
import { nodeOf } from "./store-evidence.ts";
import type { FindingSource } from "./store-findings.ts";

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
  namespace: "text",
  nodeRole: "text",
  distribution: "text",
  contentHash: "text",
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
  const content = {
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
    searchText: searchTextOf(words.filter((word) => word !== undefined && word !== null)),
    // Whom it belongs to, for trends and filters: a Service's namespace, else that of the port's owner.
    namespace: subject.namespace ?? result.beside?.owner?.namespace ?? "",
    nodeRole: nodeName === null ? "" : (source.roles?.get(nodeName) ?? ""),
    distribution: result.context.distribution,
  };
  return { ...content, contentHash: contentHash(source, result) };
}

/** The index that words are looked for in takes no longer rows; what is cut off is far beyond any headline. */
const searchTextBytes = 2_000;

export function searchTextOf(words: readonly (string | number)[]): string {
  const bytes = Buffer.from(words.join(" ").toLowerCase());
  // A character that is cut through at the end is left out.
  return bytes
    .subarray(0, searchTextBytes)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
}

/**
 * Changes when the texts of a finding do. A remediation is the longest of them and follows from its check, which the
 * version stands for, and the context it was filled with.
 */
export function contentHash(source: FindingSource, result: CheckResult): string {
  const { checkId, headline, subject, vantage, context, beside = null } = result;
  const nodeName = nodeOf(result);
  const place = nodeName === null ? [] : [source.nodes.get(nodeName), source.roles?.get(nodeName)];
  const said = [source.version ?? "", checkId, headline, subject, vantage, place, context, beside];
  return sha256(jsonText(said), "base64url").slice(0, 22);
}

/** What a node is counted as in trends, by node name. */
export function rolesOf(nodes: readonly { name: string; roles: readonly string[] }[]): Map<string, string> {
  const isControlPlane = (roles: readonly string[]) =>
    roles.some((role) => role === "control-plane" || role === "master");
  return new Map(nodes.map(({ name, roles }) => [name, isControlPlane(roles) ? "control-plane" : "worker"]));
}
