import type { RuleSet } from "../domain/rule-set.ts";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import { type FindingChange, mergeByFingerprint, rulesDiff } from "../posture/index.ts";
import { applyAcceptances } from "./acceptances/apply-acceptances.ts";
import { type Transaction, transaction } from "./client.ts";
import { holdEvidence } from "./evidence-lock.ts";
import { rolesOf } from "./finding-columns.ts";
import { finishScan } from "./finish-scan.ts";
import { ensurePartitions } from "./partitions.ts";
import { type Placed, placeInTime, rememberLook } from "./place-in-time.ts";
import { readClusterBefore } from "./read-cluster-before.ts";
import { findActiveScan } from "./request-scan.ts";
import { keepRuleSet, rulesBefore } from "./rule-sets.ts";
import { assertRunning } from "./run-scan-state.ts";
import { storeChanges } from "./store-changes.ts";
import { evidenceOf } from "./store-evidence.ts";
import { storeFindings } from "./store-findings.ts";
import { storeJudgements } from "./store-judgements.ts";
import { namesEveryNode, storeNodes } from "./store-nodes.ts";
import { storePortOwners } from "./store-port-owners.ts";
import { storePorts } from "./store-ports.ts";
import { storeSections } from "./store-sections.ts";
import { storeTrend } from "./store-trend.ts";

export interface StoreScanOptions {
  /** Ids of every check there is; findings of others are closed as "check-retired". */
  knownChecks?: readonly string[];
  /** The rules that the scan was judged by. */
  rules?: RuleSet;
}

/** A scan of a thousand nodes is some 100,000 judgements. */
const storeTimeoutMs = 120_000;

interface LockedScan {
  id: string;
  clusterId: string;
  state: string;
  claim: bigint | null;
}

async function lockScan(tx: Transaction, id: string): Promise<LockedScan | null> {
  const scan = await tx.scan.findUnique({ where: { id }, select: { clusterId: true } });
  if (!scan) return null;
  await findActiveScan(tx, scan.clusterId);
  const rows = await tx.$queryRaw<LockedScan[]>`
    select "id", "clusterId", "state", "claim" from "Scan" where "id" = ${id} for update`;
  return rows[0] ?? null;
}

/** Writes everything that a scan brings, in the order in which it depends on one another. */
async function remember(
  tx: Transaction,
  scan: LockedScan,
  { report, at, clockWentBackMs }: Placed,
  options: StoreScanOptions,
) {
  const { clusterId } = scan;
  const look = { clusterId, scanId: scan.id, recheckId: null, at };
  const results = mergeByFingerprint(report.results);
  await holdEvidence(tx);
  const before = await readClusterBefore(tx, clusterId, report);
  const rules = options.rules ? rulesDiff(await rulesBefore(tx, clusterId), options.rules) : null;
  if (options.rules) await keepRuleSet(tx, options.rules, new Date(at));
  const nodes = await storeNodes(tx, scan, report);
  const evidence = evidenceOf(results);
  const judgements = await storeJudgements(tx, look, results, { evidence, nodes, report });
  const ports = await storePorts(tx, look, report, nodes);
  await storePortOwners(tx, clusterId, report);
  await storeSections(tx, ports.touched);
  const source = { ...look, nodes, evidence, roles: rolesOf(report.nodes), version: report.tool.version };
  const changes = await storeFindings(tx, source, { ...applied(report, results), ...options });
  await storeChanges(tx, look, { ...before, report, nodes, ports: ports.changes, rules, clockWentBackMs });
  await applyAcceptances(tx, look, changes);
  return { results, changes, judgements, lookIds: ports.lookIds };
}

/**
 * Keeps the whole outcome of a scan in one transaction: what differs from what is known of nodes, ports, verdicts and
 * findings, and the scan itself. A scan that is stored already is left as it is; one that was begun before a scan that
 * is stored is kept with its numbers and moves nothing. AppError "conflict" when it was cancelled, failed or removed
 * meanwhile; "unavailable" when the database went away or is full, and then nothing of it is kept: call again.
 */
export async function storeScan(
  id: string,
  report: ScanReport,
  options: StoreScanOptions = {},
): Promise<{ stored: boolean; changes: FindingChange[] }> {
  await ensurePartitions([new Date(report.finishedAt), new Date()]);
  return transaction(async (tx) => {
    const scan = await lockScan(tx, id);
    if (scan?.state === "complete" || scan?.state === "partial") return { stored: false, changes: [] };
    assertRunning(scan?.state ?? "gone", id);
    if (!scan) return { stored: false, changes: [] };
    const rulesHash = options.rules?.hash ?? null;
    const placed = await placeInTime(tx, { ...scan, kind: "scan" }, report);
    const nothing = { results: mergeByFingerprint(report.results), changes: [], judgements: null, lookIds: [] };
    const outcome = placed.late ? nothing : await remember(tx, scan, placed, options);
    await finishScan(tx, scan, placed, { ...outcome, rulesHash });
    await rememberLook(tx, scan.clusterId, placed, "scan");
    if (!placed.late) {
      const { at, report: of } = placed;
      const scanned = of.coverage.nodes.checked > 0;
      await storeTrend(tx, { clusterId: scan.clusterId, at, since: of.startedAt, rulesHash, scanned });
    }
    return { stored: true, changes: outcome.changes };
  }, storeTimeoutMs);
}

function applied(report: ScanReport, results: readonly CheckResult[]) {
  const { startedAt, finishedAt, outcome, nodes } = report;
  const nodeUids = namesEveryNode(report) ? nodes.map(({ uid }) => uid) : null;
  return { results, startedAt, finishedAt, complete: outcome === "complete", nodeUids };
}
