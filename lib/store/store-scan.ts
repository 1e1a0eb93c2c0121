import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import { countFails, countVerdicts, type FindingChange, mergeByFingerprint } from "../posture/index.ts";
import { type Transaction, transaction } from "./client.ts";
import { toJson } from "./column-values.ts";
import { countFindings } from "./find-facets.ts";
import { Prisma } from "./generated/client.ts";
import { findActiveScan } from "./request-scan.ts";
import { assertRunning } from "./run-scan-state.ts";
import { storeFindings } from "./store-findings.ts";
import { namesEveryNode, storeNodes } from "./store-nodes.ts";
import { storeObservations } from "./store-observations.ts";
import { storePortOwners } from "./store-port-owners.ts";
import { storeEvidence, storeResults } from "./store-results.ts";
import { storeSections } from "./store-sections.ts";

export interface StoreScanOptions {
  /** Ids of every check there is; findings of others are closed as "check-retired". */
  knownChecks?: readonly string[];
}

/** A scan of a thousand nodes is some 100,000 rows. */
const storeTimeoutMs = 120_000;

async function lockScan(tx: Transaction, id: string): Promise<{ clusterId: string; state: string } | null> {
  const scan = await tx.scan.findUnique({ where: { id }, select: { clusterId: true } });
  if (!scan) return null;
  await findActiveScan(tx, scan.clusterId);
  const rows = await tx.$queryRaw<{ clusterId: string; state: string }[]>`
    select "clusterId", "state" from "Scan" where "id" = ${id} for update`;
  return rows[0] ?? null;
}

async function finishScan(
  tx: Transaction,
  scan: { id: string; clusterId: string },
  report: ScanReport,
  outcome: { results: readonly CheckResult[]; changes: readonly FindingChange[] },
): Promise<void> {
  const kinds = outcome.changes.flatMap(({ events, after }) => events.map(({ kind }) => ({ kind, after })));
  const listed = namesEveryNode(report);
  await tx.scan.update({
    where: { id: scan.id },
    data: {
      state: report.outcome,
      startedAt: new Date(report.startedAt),
      finishedAt: new Date(report.finishedAt),
      vantageName: report.vantage.name,
      vantageKind: report.vantage.kind,
      progress: Prisma.DbNull,
      message: report.outcome === "partial" ? "Ended early: what was finished is kept, the rest is unknown." : null,
      coverage: toJson(report.coverage),
      problems: toJson(report.problems),
      verdicts: countVerdicts(outcome.results),
      found: { ...countFails(outcome.results) },
      openAfter: { ...(await countFindings({ cluster: scan.clusterId }, tx)) },
      changesNew: kinds.filter(({ kind }) => kind === "opened" || kind === "reopened").length,
      changesFixed: kinds.filter(({ kind, after }) => kind === "resolved" && after.resolution === "fixed").length,
      nodeUids: listed ? report.nodes.map(({ uid }) => uid) : [],
      nodesListed: listed,
      declaredPorts: report.declaredPorts ? toJson(report.declaredPorts) : Prisma.DbNull,
    },
  });
  const { uid, version, distribution } = report.cluster;
  const lastCompleteScanId = report.outcome === "complete" ? { lastCompleteScanId: scan.id } : {};
  await tx.cluster.update({
    where: { id: scan.clusterId },
    data: { uid, version, distribution, lastScanId: scan.id, ...lastCompleteScanId },
  });
}

/**
 * Keeps the whole outcome of a scan in one transaction: nodes, verdicts with their evidence, observations, findings and
 * their events. A scan that is stored already is left as it is. AppError "conflict" when it was cancelled, failed or
 * removed meanwhile; "unavailable" when the database went away, and then nothing of it is kept: call again.
 */
export async function storeScan(
  id: string,
  report: ScanReport,
  options: StoreScanOptions = {},
): Promise<{ stored: boolean; changes: FindingChange[] }> {
  return transaction(async (tx) => {
    const locked = await lockScan(tx, id);
    if (locked?.state === "complete" || locked?.state === "partial") return { stored: false, changes: [] };
    assertRunning(locked?.state ?? "gone", id);
    const scan = { id, clusterId: locked?.clusterId ?? "" };
    const results = mergeByFingerprint(report.results);
    const nodes = await storeNodes(tx, scan, report);
    const evidence = await storeEvidence(tx, results);
    await storeResults(tx, id, results, evidence);
    const look = { clusterId: scan.clusterId, scanId: id, recheckId: null };
    await storeObservations(tx, look, report, nodes);
    await storePortOwners(tx, scan.clusterId, report);
    await storeSections(tx, scan.clusterId, report, nodes);
    const changes = await storeFindings(tx, { ...look, nodes, evidence }, { ...applied(report, results), ...options });
    await finishScan(tx, scan, report, { results, changes });
    return { stored: true, changes };
  }, storeTimeoutMs);
}

function applied(report: ScanReport, results: readonly CheckResult[]) {
  const { startedAt, finishedAt, outcome, nodes } = report;
  const nodeUids = namesEveryNode(report) ? nodes.map(({ uid }) => uid) : null;
  return { results, startedAt, finishedAt, complete: outcome === "complete", nodeUids };
}
