import { AppError } from "../domain/errors.ts";
import type { ScanProfile, ScanProgress } from "../domain/scan-report.ts";
import type { ScanSummary } from "../domain/views/scan-view.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { enqueue } from "./jobs.ts";
import { workerSilenceMs } from "./workers.ts";

/** What a worker needs to know of a scan that it took. */
export interface ScanOrder {
  id: string;
  clusterId: string;
  clusterName: string;
  profile: ScanProfile;
  trigger: ScanSummary["trigger"];
  /** 1 for the first try. */
  attempt: number;
  /** The stopped scan whose remaining nodes are asked for. */
  resumes: string | null;
}

/** How often a scan is begun before it counts as failed, when its workers die. */
export const maxScanAttempts = 3;

/**
 * Takes a scan for a worker. Null when it is no longer wanted: cancelled, over, gone, or running in a worker that is
 * alive.
 */
export async function startScan(id: string, workerId: string, now = new Date()): Promise<ScanOrder | null> {
  const silent = new Date(now.getTime() - workerSilenceMs);
  const taken = await query(
    (database) => database.$executeRaw`
      update "Scan" s set "state" = 'running', "workerId" = ${workerId}, "startedAt" = ${now},
        "attempt" = s."attempt" + 1, "progress" = null, "message" = null, "claim" = nextval('"Scan_claim_seq"')
      where s."id" = ${id} and (
        s."state" = 'queued' or (s."state" = 'running' and s."cancelRequestedAt" is null and (
          s."workerId" = ${workerId}
          or not exists (select 1 from "Worker" w where w."id" = s."workerId" and w."beatAt" > ${silent}))))`,
  );
  if (taken === 0) return null;
  const scan = await query((database) =>
    database.scan.findUnique({ where: { id }, include: { cluster: { select: { name: true } } } }),
  );
  if (!scan) return null;
  return {
    id,
    clusterId: scan.clusterId,
    clusterName: scan.cluster.name,
    profile: scan.profile as ScanProfile,
    trigger: scan.trigger as ScanSummary["trigger"],
    attempt: scan.attempt,
    resumes: scan.resumes,
  };
}

/** Writes how far a running scan is; answers whether somebody asked for its end. A scan that is gone counts as that. */
export async function recordProgress(id: string, progress: ScanProgress): Promise<{ cancelRequested: boolean }> {
  const text = JSON.stringify(progress);
  const rows = await query(
    (database) => database.$queryRaw<{ cancelRequestedAt: Date | null }[]>`
      update "Scan" set "progress" = ${text}::jsonb where "id" = ${id} and "state" = 'running'
      returning "cancelRequestedAt"`,
  );
  return { cancelRequested: rows[0] === undefined || rows[0].cancelRequestedAt !== null };
}

/** Ends a scan that could not be made, or that was cancelled before it found anything; one that is over stays so. */
export async function failScan(id: string, message: string): Promise<void> {
  await query(
    (database) => database.$executeRaw`
      update "Scan" set "finishedAt" = ${new Date()}, "message" = ${message}, "progress" = null,
        "state" = case when "cancelRequestedAt" is null then 'failed' else 'cancelled' end
      where "id" = ${id} and "state" in ('queued', 'running')`,
  );
}

/** Hands a running scan back because its worker was told to stop: that try does not count. */
export async function handBackScan(id: string, workerId: string): Promise<void> {
  await query((database) =>
    database.scan.updateMany({
      where: { id, workerId, state: "running", attempt: { gt: 0 } },
      data: { workerId: null, attempt: { decrement: 1 } },
    }),
  );
}

/** No connection test runs this long. */
const connectionTestPatienceMs = 180_000;

interface Orphan {
  id: string;
  attempt: number;
  cancelRequestedAt: Date | null;
}

/**
 * Puts scans back on the queue whose worker is silent, so that a killed worker costs a repeat and never a scan. After
 * `maxScanAttempts` it is failed; one whose end was asked for is cancelled.
 */
export async function releaseScansOfDeadWorkers(now: Date): Promise<{ requeued: string[]; failed: string[] }> {
  const silent = new Date(now.getTime() - workerSilenceMs);
  return transaction(async (tx) => {
    const orphans = await tx.$queryRaw<Orphan[]>`
      select s."id", s."attempt", s."cancelRequestedAt" from "Scan" s
      where s."state" = 'running'
        and not exists (select 1 from "Worker" w where w."id" = s."workerId" and w."beatAt" > ${silent})
      order by s."id" for update skip locked`;
    const outcome = { requeued: [] as string[], failed: [] as string[] };
    for (const { id, attempt, cancelRequestedAt } of orphans) {
      if (cancelRequestedAt || attempt >= maxScanAttempts) {
        const message = cancelRequestedAt
          ? "Cancelled; the worker ended before it could keep what was finished."
          : `The worker ended in the middle of it ${attempt} times.`;
        const state = cancelRequestedAt ? "cancelled" : "failed";
        await tx.scan.update({ where: { id }, data: { state, finishedAt: now, message, progress: Prisma.DbNull } });
        if (!cancelRequestedAt) outcome.failed.push(id);
      } else {
        await tx.scan.update({
          where: { id },
          data: { state: "queued", workerId: null, message: "Tried again.", progress: Prisma.DbNull },
        });
        await enqueue(tx, "scan", { scanId: id });
        outcome.requeued.push(id);
      }
    }
    await failAbandonedLooks(tx, now, silent);
    return outcome;
  });
}

/** Somebody waits for a re-check and a connection test on screen: they are told instead of being tried again later. */
async function failAbandonedLooks(tx: Transaction, now: Date, silent: Date): Promise<void> {
  const reason = "The worker ended in the middle of it. Ask again.";
  await tx.$executeRaw`
    update "Recheck" r set "state" = 'failed', "finishedAt" = ${now}, "reason" = ${reason}
    where r."state" = 'running'
      and not exists (select 1 from "Worker" w where w."id" = r."workerId" and w."beatAt" > ${silent})`;
  const stale = new Date(now.getTime() - connectionTestPatienceMs);
  await tx.connectionTest.updateMany({
    where: { state: "running", requestedAt: { lt: stale } },
    data: { state: "failed", ok: false, finishedAt: now, message: reason, sealedSecret: null },
  });
}

/** Throws AppError "conflict" unless the scan still waits for a report. */
export function assertRunning(state: string, id: string): void {
  if (state === "running" || state === "queued") return;
  throw new AppError("conflict", `Scan ${id} is ${state}; its report came too late.`);
}
