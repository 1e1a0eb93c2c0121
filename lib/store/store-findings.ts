import type { FindingState, Resolution } from "../domain/finding-state.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { Verdict } from "../domain/verdict.ts";
import { type AppliedScan, applyResults, type FindingChange, type FindingStanding } from "../posture/index.ts";
import { insertRows, updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { fromJson, iso, isoOrNull } from "./column-values.ts";
import { contentColumns, contentOf, standingColumns, standingOf } from "./finding-columns.ts";
import { newId } from "./new-id.ts";
import type { NodeIds } from "./store-nodes.ts";
import type { EvidenceByFingerprint } from "./store-results.ts";

const knownColumns = {
  id: true,
  fingerprint: true,
  checkId: true,
  subject: true,
  state: true,
  decision: true,
  resolution: true,
  severity: true,
  verdict: true,
  reason: true,
  firstSeenAt: true,
  failingSince: true,
  lastSeenAt: true,
  lastCheckedAt: true,
  resolvedAt: true,
} as const;

/** Reads the standing of a cluster's findings, or of one of them, and the ids behind the fingerprints. */
async function readStandings(tx: Transaction, clusterId: string, findingId?: string) {
  const where = findingId ? { clusterId, id: findingId } : { clusterId };
  const rows = await tx.finding.findMany({ where, select: knownColumns });
  const standings = rows.map((row): FindingStanding => {
    const subject = fromJson<Subject>(row.subject);
    return {
      fingerprint: row.fingerprint,
      checkId: row.checkId,
      nodeUid: subject.kind === "Node" ? subject.uid : null,
      state: row.state as FindingState,
      decision: row.decision as FindingStanding["decision"],
      resolution: row.resolution as Resolution | null,
      severity: row.severity as Severity,
      verdict: row.verdict as Verdict,
      reason: row.reason,
      firstSeenAt: iso(row.firstSeenAt),
      failingSince: isoOrNull(row.failingSince),
      lastSeenAt: iso(row.lastSeenAt),
      lastCheckedAt: iso(row.lastCheckedAt),
      resolvedAt: isoOrNull(row.resolvedAt),
    };
  });
  return { standings, ids: new Map(rows.map((row) => [row.fingerprint, row.id])) };
}

export interface FindingSource {
  clusterId: string;
  scanId: string | null;
  recheckId: string | null;
  nodes: NodeIds;
  evidence: EvidenceByFingerprint;
}

async function writeContent(tx: Transaction, source: FindingSource, changes: readonly FindingChange[]): Promise<void> {
  const failing = changes.flatMap(({ before, after, result }) =>
    before && result?.verdict === "fail" ? [contentOf(source, after, result)] : [],
  );
  const set = Object.keys(contentColumns)
    .filter((name) => name !== "fingerprint" && name !== "clusterId")
    .map((name) => `"${name}" = r."${name}"`)
    .join(", ");
  const where = 't."clusterId" = r."clusterId" and t."fingerprint" = r."fingerprint"';
  await updateRows(tx, { table: "Finding", columns: contentColumns, set, where }, failing);
}

/** New proof; "flip" moves the former one over, as what was seen before the verdict turned. */
async function writeEvidence(tx: Transaction, source: FindingSource, changes: readonly FindingChange[]): Promise<void> {
  const columns = { clusterId: "text", fingerprint: "text", hash: "text", times: "text[]", flip: "boolean" };
  const rows = changes.flatMap(({ before, after, evidence }) => {
    const kept = source.evidence.get(after.fingerprint);
    if (!before || !kept || evidence === "keep") return [];
    const { hash, times } = kept;
    return [{ clusterId: source.clusterId, fingerprint: after.fingerprint, hash, times, flip: evidence === "flip" }];
  });
  const set = `"evidenceHash" = r."hash", "evidenceAt" = r."times",
    "previousEvidenceHash" = case when r."flip" then t."evidenceHash" else t."previousEvidenceHash" end,
    "previousEvidenceAt" = case when r."flip" then t."evidenceAt" else t."previousEvidenceAt" end`;
  const where = 't."clusterId" = r."clusterId" and t."fingerprint" = r."fingerprint"';
  await updateRows(tx, { table: "Finding", columns, set, where }, rows);
}

async function writeStandings(tx: Transaction, source: FindingSource, changes: readonly FindingChange[]) {
  const rows = changes.filter(({ before }) => before).map(({ after }) => standingOf(source, after));
  const set = Object.keys(standingColumns)
    .filter((name) => !["fingerprint", "clusterId", "firstSeenAt", "lastScanId"].includes(name))
    .map((name) => `"${name}" = r."${name}"`)
    .join(", ");
  const where = 't."clusterId" = r."clusterId" and t."fingerprint" = r."fingerprint"';
  const all = `${set}, "lastScanId" = coalesce(r."lastScanId", t."lastScanId")`;
  await updateRows(tx, { table: "Finding", columns: standingColumns, set: all, where }, rows);
}

async function insertFindings(
  tx: Transaction,
  source: FindingSource,
  changes: readonly FindingChange[],
  ids: Map<string, string>,
): Promise<void> {
  const rows = changes.flatMap(({ before, after, result }) => {
    if (before || !result) return [];
    const id = newId();
    ids.set(after.fingerprint, id);
    const kept = source.evidence.get(after.fingerprint);
    const proof = { evidenceHash: kept?.hash, evidenceAt: kept?.times ?? [], previousEvidenceAt: [] };
    return [{ id, ...standingOf(source, after), ...contentOf(source, after, result), ...proof }];
  });
  const proofColumns = { evidenceHash: "text", evidenceAt: "text[]", previousEvidenceAt: "text[]" };
  const columns = { id: "text", ...standingColumns, ...contentColumns, ...proofColumns };
  await insertRows(tx, { table: "Finding", columns }, rows);
}

async function insertEvents(
  tx: Transaction,
  source: FindingSource,
  changes: readonly FindingChange[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { clusterId, scanId, recheckId } = source;
  const rows = changes.flatMap(({ after, events }) =>
    events.map((event) => ({
      id: newId(),
      findingId: ids.get(after.fingerprint),
      clusterId,
      scanId,
      recheckId,
      ...event,
    })),
  );
  const columns = {
    id: "text",
    findingId: "text",
    clusterId: "text",
    kind: "text",
    at: "timestamptz",
    scanId: "text",
    recheckId: "text",
    message: "text",
  };
  await insertRows(tx, { table: "FindingEvent", columns }, rows);
}

/**
 * Applies results to the findings of a cluster, or to one of them alone, and writes what changes. The caller holds the
 * cluster's row, so that a scan and a re-check never judge side by side.
 */
export async function storeFindings(
  tx: Transaction,
  source: FindingSource,
  scan: AppliedScan,
  findingId?: string,
): Promise<FindingChange[]> {
  const { standings, ids } = await readStandings(tx, source.clusterId, findingId);
  const changes = applyResults(standings, scan);
  await writeContent(tx, source, changes);
  await writeEvidence(tx, source, changes);
  await writeStandings(tx, source, changes);
  await insertFindings(tx, source, changes, ids);
  await insertEvents(tx, source, changes, ids);
  return changes;
}
