import { isDeepStrictEqual } from "node:util";
import { type AppliedScan, applyResults, type FindingChange } from "../posture/index.ts";
import { insertRows, updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { contentColumns, contentHash, contentOf, standingColumns, standingOf } from "./finding-columns.ts";
import { newId } from "./new-id.ts";
import { readStandings } from "./read-standings.ts";
import type { EvidenceByFingerprint } from "./store-evidence.ts";
import type { NodeIds } from "./store-nodes.ts";
import { storeSpans } from "./store-spans.ts";

const sameFinding = 't."clusterId" = r."clusterId" and t."fingerprint" = r."fingerprint"';

export interface FindingSource {
  clusterId: string;
  scanId: string | null;
  recheckId: string | null;
  nodes: NodeIds;
  evidence: EvidenceByFingerprint;
  /** "control-plane" or "worker" by node name. */
  roles?: ReadonlyMap<string, string>;
  /** Of the program that judged. */
  version?: string;
}

/** Texts are long and seldom change: they are written only where they did. */
async function writeContent(
  tx: Transaction,
  source: FindingSource,
  changes: readonly FindingChange[],
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const failing = changes.flatMap(({ before, after, result }) => {
    if (!before || result?.verdict !== "fail") return [];
    return hashes.get(after.fingerprint) === contentHash(source, result) ? [] : [contentOf(source, after, result)];
  });
  const set = Object.keys(contentColumns)
    .filter((name) => name !== "fingerprint" && name !== "clusterId")
    .map((name) => `"${name}" = r."${name}"`)
    .join(", ");
  await updateRows(tx, { table: "Finding", columns: contentColumns, set, where: sameFinding }, failing);
}

/** New proof of a judgement; "flip" moves the former one over, as what was seen before the verdict turned. */
function proofOf(source: FindingSource, { after, evidence }: FindingChange) {
  const kept = evidence === "keep" ? undefined : source.evidence.get(after.fingerprint);
  return { hash: kept?.hash ?? null, times: kept?.times ?? [], flip: evidence === "flip" };
}

/** True where a look only confirmed what is known: how it stands, and the proof of it, are what they were. */
function isConfirmed(source: FindingSource, change: FindingChange, proofs: ReadonlyMap<string, string>): boolean {
  const { before, after, evidence, events } = change;
  if (!before || evidence === "flip" || events.length > 0) return false;
  const hash = source.evidence.get(after.fingerprint)?.hash;
  if (evidence === "replace" && hash !== proofs.get(after.fingerprint)) return false;
  const timeless = (standing: FindingChange["after"]) => ({ ...standing, lastSeenAt: "", lastCheckedAt: "" });
  return isDeepStrictEqual(timeless(before), timeless(after));
}

/** Moves the times of findings that were only confirmed. */
async function writeLooks(
  tx: Transaction,
  source: FindingSource,
  changes: readonly FindingChange[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = changes.map(({ after, evidence }) => ({
    findingId: ids.get(after.fingerprint),
    lastSeenAt: after.lastSeenAt,
    lastCheckedAt: after.lastCheckedAt,
    times: evidence === "keep" ? null : (source.evidence.get(after.fingerprint)?.times ?? null),
    scanId: source.scanId,
  }));
  const times = { lastSeenAt: "timestamptz", lastCheckedAt: "timestamptz", times: "text[]" };
  const columns = { findingId: "text", ...times, scanId: "text" };
  const set = `"lastSeenAt" = r."lastSeenAt", "lastCheckedAt" = r."lastCheckedAt",
    "evidenceAt" = coalesce(r."times", t."evidenceAt"), "lastScanId" = coalesce(r."scanId", t."lastScanId")`;
  await updateRows(tx, { table: "FindingLook", columns, set, where: 't."findingId" = r."findingId"' }, rows);
}

async function writeStandings(tx: Transaction, source: FindingSource, changes: readonly FindingChange[]) {
  const rows = changes
    .filter(({ before }) => before)
    .map((change) => ({ ...standingOf(source, change.after), ...proofOf(source, change) }));
  const standing = Object.keys(standingColumns)
    .filter((name) => !["fingerprint", "clusterId", "firstSeenAt", "lastScanId"].includes(name))
    .map((name) => `"${name}" = r."${name}"`);
  const moves = 'r."flip" and r."hash" is not null';
  const set = [
    ...standing,
    '"lastScanId" = coalesce(r."lastScanId", t."lastScanId")',
    '"evidenceHash" = coalesce(r."hash", t."evidenceHash")',
    '"evidenceAt" = case when r."hash" is null then t."evidenceAt" else r."times" end',
    `"previousEvidenceHash" = case when ${moves} then t."evidenceHash" else t."previousEvidenceHash" end`,
    // When it was confirmed last stands beside it.
    `"previousEvidenceAt" = case when ${moves} then (select l."evidenceAt" from "FindingLook" l where l."findingId" = t."id")
      else t."previousEvidenceAt" end`,
  ].join(", ");
  const columns = { ...standingColumns, hash: "text", times: "text[]", flip: "boolean" };
  await updateRows(tx, { table: "Finding", columns, set, where: sameFinding }, rows);
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
  const rows = changes.flatMap(({ before, after, events }) =>
    events.map((event) => ({
      severity: after.severity,
      resolution: event.kind === "resolved" ? after.resolution : null,
      openedAt: event.kind === "resolved" ? (before?.failingSince ?? before?.firstSeenAt ?? null) : null,
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
    severity: "text",
    resolution: "text",
    openedAt: "timestamptz",
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
  const { standings, ids, hashes, proofs } = await readStandings(tx, source.clusterId, scan.results, findingId);
  const changes = applyResults(standings, scan);
  await writeContent(tx, source, changes, hashes);
  const confirmed = changes.filter((change) => isConfirmed(source, change, proofs));
  const known = new Set(confirmed);
  await writeLooks(tx, source, confirmed, ids);
  await writeStandings(
    tx,
    source,
    changes.filter((change) => !known.has(change)),
  );
  await insertFindings(tx, source, changes, ids);
  await insertEvents(tx, source, changes, ids);
  await storeSpans(tx, source, changes, ids);
  return changes;
}
