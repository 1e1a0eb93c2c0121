import { AppError } from "../domain/errors.ts";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import type { Subject } from "../domain/subject.ts";
import type { Recheck } from "../domain/views/finding-view.ts";
import { type FindingChange, mergeByFingerprint, seenAt } from "../posture/index.ts";
import { applyAcceptances } from "./acceptances/apply-acceptances.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { holdEvidence } from "./evidence-lock.ts";
import { rolesOf } from "./finding-columns.ts";
import { enqueue } from "./jobs.ts";
import { newId } from "./new-id.ts";
import { ensurePartitions } from "./partitions.ts";
import { type Placed, placeInTime, rememberLook } from "./place-in-time.ts";
import { recheckView } from "./recheck-view.ts";
import { findActiveScan } from "./request-scan.ts";
import { evidenceOf } from "./store-evidence.ts";
import { storeFindings } from "./store-findings.ts";
import { storeJudgements } from "./store-judgements.ts";
import { readNodeIds } from "./store-nodes.ts";
import { storePorts } from "./store-ports.ts";
import { storeSections } from "./store-sections.ts";
import { storeTrend } from "./store-trend.ts";
import { workerSilenceMs } from "./workers.ts";

/** Asks to look at one finding's subject again; the one that already waits or runs is returned instead of a second. */
export async function requestRecheck(findingId: string): Promise<Recheck> {
  return transaction(async (tx) => {
    const found = await tx.$queryRaw<{ clusterId: string }[]>`
      select "clusterId" from "Finding" where "id" = ${findingId} for no key update`;
    const clusterId = found[0]?.clusterId;
    if (!clusterId) throw new AppError("not-found", `There is no finding with the id ${findingId}.`);
    const active = await tx.recheck.findFirst({ where: { findingId, state: { in: ["queued", "running"] } } });
    if (active) return recheckView(active);
    const id = newId();
    const row = await tx.recheck.create({
      data: { id, findingId, clusterId, state: "queued", requestedAt: new Date() },
    });
    await enqueue(tx, "recheck", { recheckId: id });
    return recheckView(row);
  });
}

export async function getRecheck(id: string): Promise<Recheck> {
  const row = await query((database) => database.recheck.findUnique({ where: { id } }));
  if (!row) throw new AppError("not-found", `There is no re-check with the id ${id}.`);
  return recheckView(row);
}

/** What a worker needs to look at one subject again. */
export interface RecheckOrder {
  id: string;
  findingId: string;
  clusterId: string;
  checkId: string;
  subject: Subject;
  fingerprint: string;
  /** Name of the node that it lies on, null for what belongs to the cluster. */
  node: string | null;
}

/** Takes a re-check for a worker; null when it is over or another living worker has it. */
export async function startRecheck(id: string, workerId: string, now = new Date()): Promise<RecheckOrder | null> {
  const silent = new Date(now.getTime() - workerSilenceMs);
  const taken = await query(
    (database) => database.$executeRaw`
      update "Recheck" r set "state" = 'running', "workerId" = ${workerId}, "startedAt" = ${now},
        "claim" = nextval('"Scan_claim_seq"')
      where r."id" = ${id} and (r."state" = 'queued' or (r."state" = 'running' and (r."workerId" = ${workerId}
        or not exists (select 1 from "Worker" w where w."id" = r."workerId" and w."beatAt" > ${silent}))))`,
  );
  if (taken === 0) return null;
  const row = await query((database) => database.recheck.findUnique({ where: { id }, include: { finding: true } }));
  if (!row) return null;
  const { finding } = row;
  return {
    id,
    findingId: finding.id,
    clusterId: row.clusterId,
    checkId: finding.checkId,
    subject: fromJson<Subject>(finding.subject),
    fingerprint: finding.fingerprint,
    node: finding.nodeName,
  };
}

interface Locked {
  /** Drawn when it was begun. */
  claim: bigint | null;
  clusterId: string;
  findingId: string;
  fingerprint: string;
}

async function lockRecheck(tx: Transaction, id: string): Promise<Locked | null> {
  const row = await tx.recheck.findUnique({ where: { id }, include: { finding: { select: { fingerprint: true } } } });
  if (!row) throw new AppError("not-found", `There is no re-check with the id ${id}.`);
  await findActiveScan(tx, row.clusterId);
  const open = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "Recheck" where "id" = ${id} and "state" in ('queued', 'running') for update`;
  if (open.length === 0) return null;
  return { claim: row.claim, clusterId: row.clusterId, findingId: row.findingId, fingerprint: row.finding.fingerprint };
}

const said: Record<CheckResult["verdict"], string> = {
  fail: "still failing",
  pass: "fixed",
  unknown: "could not be checked",
  "not-applicable": "no longer applies",
};

/** A scan that looked later is stored already: what that saw stands. */
async function isOvertaken(tx: Transaction, findingId: string, seen: string): Promise<boolean> {
  const look = await tx.findingLook.findUnique({ where: { findingId }, select: { lastCheckedAt: true } });
  return look !== null && look.lastCheckedAt.getTime() > Date.parse(seen);
}

async function applyReport(
  tx: Transaction,
  locked: Locked,
  recheckId: string,
  { report, at }: Placed,
  keepObservations: boolean,
): Promise<{ result: CheckResult; changes: FindingChange[]; overtaken: boolean } | null> {
  const { clusterId, findingId, fingerprint } = locked;
  const [result] = mergeByFingerprint(report.results.filter((other) => other.fingerprint === fingerprint));
  if (result && (await isOvertaken(tx, findingId, seenAt(result, report)))) {
    return { result, changes: [], overtaken: true };
  }
  const nodes = await readNodeIds(tx, clusterId);
  const look = { clusterId, scanId: null, recheckId, at };
  // In the order in which a scan writes the same tables: what two clusters share is never waited for in a ring.
  await holdEvidence(tx);
  const evidence = evidenceOf(result ? [result] : []);
  if (result) await storeJudgements(tx, look, [result], { evidence, nodes, report });
  if (keepObservations) {
    const { touched } = await storePorts(tx, look, report, nodes);
    await storeSections(tx, touched);
  }
  if (!result) return null;
  const { startedAt, finishedAt, outcome } = report;
  const narrow = { results: [result], startedAt, finishedAt, complete: outcome === "complete", nodeUids: null };
  const source = { ...look, nodes, evidence, roles: rolesOf(report.nodes), version: report.tool.version };
  const changes = await storeFindings(tx, source, narrow, findingId);
  return { result, changes, overtaken: false };
}

/**
 * Ends a re-check with the report of its narrow scan, or with the sentence why there is none. The finding follows by the
 * same rules as after a scan, in one transaction; a re-check that is over stays as it is.
 */
export async function finishRecheck(
  id: string,
  outcome: ScanReport | { error: string },
  { keepObservations = true } = {},
): Promise<Recheck> {
  const now = new Date();
  await ensurePartitions("error" in outcome ? [now] : [new Date(outcome.finishedAt), now]);
  await transaction(async (tx) => {
    const locked = await lockRecheck(tx, id);
    if (!locked) return;
    const { clusterId } = locked;
    const placed = "error" in outcome ? null : await placeInTime(tx, { ...locked, kind: "recheck" }, outcome);
    const applied = placed && (await applyReport(tx, locked, id, placed, keepObservations));
    const result = applied?.result;
    const reason = result?.reason ?? ("error" in outcome ? outcome.error : "The scan did not judge this subject.");
    await tx.recheck.update({
      where: { id },
      data: { state: result ? "done" : "failed", verdict: result?.verdict ?? null, reason, finishedAt: now },
    });
    const since = applied?.overtaken ? " A scan has looked since: what that saw stands." : "";
    const message = result ? `Re-checked: ${said[result.verdict]}. ${reason}${since}` : `Re-check failed: ${reason}`;
    const at = result && placed ? new Date(seenAt(result, placed.report)) : now;
    const { findingId } = locked;
    await tx.findingEvent.create({
      data: { id: newId(), findingId, clusterId, recheckId: id, kind: "rechecked", at, message },
    });
    // What it saw of ports is kept, also where it came to no verdict.
    if (!placed) return;
    if (!applied?.overtaken) await applyAcceptances(tx, { clusterId, at: placed.at }, applied?.changes ?? []);
    await rememberLook(tx, clusterId, placed, "recheck");
    await storeTrend(tx, { clusterId, at: placed.at, since: placed.report.startedAt, rulesHash: null, scanned: false });
  }, 60_000);
  return getRecheck(id);
}
