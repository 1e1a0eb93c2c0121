import type { FindingState, Resolution } from "../domain/finding-state.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { FindingRow } from "../domain/views/finding-view.ts";
import { fromJson, iso, isoOrNull } from "./column-values.ts";
import { Prisma } from "./generated/client.ts";

/** A row as raw SQL returns it; the long texts of the detail page are left out. */
export interface RawFinding {
  id: string;
  fingerprint: string;
  checkId: string;
  component: string;
  headline: string;
  severity: string;
  verdict: string;
  state: string;
  resolution: string | null;
  clusterId: string;
  clusterName: string;
  subject: unknown;
  nodeId: string | null;
  nodeName: string | null;
  port: number | null;
  protocol: string | null;
  vantageKind: string;
  firstSeenAt: Date;
  failingSince: Date | null;
  lastSeenAt: Date;
  lastCheckedAt: Date;
  resolvedAt: Date | null;
  assignee: string | null;
  dueAt: Date | null;
  acceptanceId: string | null;
  triageVersion: number;
  comments: number;
}

export const findingColumns = Prisma.sql`f."id", f."fingerprint", f."checkId", f."component", f."headline", f."severity",
  f."verdict", f."state", f."resolution", f."clusterId", c."name" as "clusterName", f."subject", f."nodeId",
  f."nodeName", f."port", f."protocol", f."vantageKind", f."firstSeenAt", f."failingSince", l."lastSeenAt",
  l."lastCheckedAt", f."resolvedAt", f."assignee", f."dueAt", f."acceptanceId", f."triageVersion", f."comments"`;

export function findingRow(raw: RawFinding): FindingRow {
  return {
    id: raw.id,
    fingerprint: raw.fingerprint,
    checkId: raw.checkId,
    component: raw.component,
    headline: raw.headline,
    severity: raw.severity as Severity,
    verdict: raw.verdict as Verdict,
    state: raw.state as FindingState,
    resolution: raw.resolution as Resolution | null,
    clusterId: raw.clusterId,
    clusterName: raw.clusterName,
    subject: fromJson<Subject>(raw.subject),
    nodeId: raw.nodeId,
    node: raw.nodeName,
    port: raw.port,
    protocol: raw.protocol as Protocol | null,
    vantage: raw.vantageKind as VantageKind,
    firstSeenAt: iso(raw.firstSeenAt),
    failingSince: isoOrNull(raw.failingSince),
    lastSeenAt: iso(raw.lastSeenAt),
    lastCheckedAt: iso(raw.lastCheckedAt),
    resolvedAt: isoOrNull(raw.resolvedAt),
    assignee: raw.assignee,
    dueAt: isoOrNull(raw.dueAt),
    acceptanceId: raw.acceptanceId,
    triageVersion: raw.triageVersion,
    comments: raw.comments,
  };
}
