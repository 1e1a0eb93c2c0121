import { z } from "zod";
import { messageOf } from "../domain/errors.ts";
import type { Vantage } from "../domain/vantage.ts";
import { nextDue } from "../schedule/index.ts";
import { beat, claimDueSchedules, leave, releaseScansOfDeadWorkers, workerSilenceMs } from "../store/index.ts";
import { findLastBeat } from "../store/workers.ts";
import { acceptanceRound } from "./acceptance-round.ts";
import { connectionTestTask } from "./connection-test-task.ts";
import type { Log, WorkerContext } from "./context.ts";
import { openDeadLocks } from "./dead-locks.ts";
import { type Queue, startQueue } from "./queue.ts";
import { recheckGroupTask } from "./recheck-group-task.ts";
import { recheckTask } from "./recheck-task.ts";
import { repeat } from "./repeat.ts";
import { retentionRound } from "./retention-round.ts";
import { scanTask } from "./scan-task.ts";

const everyMs = 5_000;

const payloads = {
  scan: z.object({ scanId: z.string() }),
  recheck: z.object({ recheckId: z.string() }),
  recheckGroup: z.object({ groupId: z.string() }),
  connectionTest: z.object({ testId: z.string() }),
};

export interface WorkerOptions {
  databaseUrl: string;
  workerId: string;
  vantage: Vantage;
  metadataEndpoint?: string | null;
  now(): Date;
  log: Log;
}

export interface RunningWorker {
  /** Puts what runs back on the queue and ends. */
  stop(): Promise<void>;
}

/** Puts scans of workers that died back on the queue. */
async function release(context: WorkerContext): Promise<void> {
  const { requeued, failed } = await releaseScansOfDeadWorkers(context.now());
  if (requeued.length + failed.length > 0)
    context.log.warn({ requeued, failed }, "a worker died in the middle of scans");
}

/** A stored line that is no longer understood is never due, and hinders no other schedule. */
function nextDueOrNever(context: WorkerContext) {
  return (cron: string, timeZone: string, after: Date): Date | null => {
    try {
      return nextDue(cron, timeZone, after);
    } catch (error) {
      context.log.error(
        { cron, timeZone, error: messageOf(error) },
        "a schedule is not understood; it is not due again",
      );
      return null;
    }
  };
}

async function claimDue(context: WorkerContext): Promise<void> {
  const claimed = await claimDueSchedules(context.now(), nextDueOrNever(context));
  for (const { scheduleId, scanId, skipped } of claimed) {
    context.log.info({ schedule: scheduleId, scan: scanId, skipped }, "schedule due");
  }
}

function startTasks(databaseUrl: string, context: WorkerContext): Promise<Queue> {
  const scans = { scan: (payload: unknown) => scanTask(payloads.scan.parse(payload), context) };
  const groups = {
    "recheck-group": (payload: unknown) => recheckGroupTask(payloads.recheckGroup.parse(payload), context),
  };
  const short = {
    recheck: (payload: unknown) => recheckTask(payloads.recheck.parse(payload), context),
    "connection-test": (payload: unknown) => connectionTestTask(payloads.connectionTest.parse(payload), context),
  };
  return startQueue(databaseUrl, [scans, groups, short], context.log);
}

/** Starts one worker process's work: heartbeat, schedules and tasks. */
export async function runWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { databaseUrl, workerId, vantage, now, log } = options;
  const controller = new AbortController();
  const context: WorkerContext = {
    workerId,
    vantage,
    metadataEndpoint: options.metadataEndpoint ?? null,
    now,
    log,
    stopping: controller.signal,
  };
  const locks = await openDeadLocks(databaseUrl, context);
  // A supervised worker keeps its name: whatever runs under it now was left by its killed predecessor.
  await leave(workerId);
  const lastBeat = await findLastBeat();
  const isAlone = lastBeat === null || now().getTime() - lastBeat.getTime() > workerSilenceMs;
  await locks.release(isAlone);
  await release(context);
  const startedAt = now();
  await beat(workerId, { vantage, startedAt }, now());
  const loops = [
    repeat("heartbeat", everyMs, () => beat(workerId, { vantage, startedAt }, now()), context),
    repeat("releasing scans", everyMs, () => release(context), context),
    repeat("releasing jobs", 30_000, () => locks.release(false), context),
    repeat("tidying the queue", 3_600_000, () => locks.tidy(), context),
    repeat("acceptances", 60_000, () => acceptanceRound(context), context),
    repeat("retention", 60_000, () => retentionRound(context), context),
    repeat("schedules", everyMs, () => claimDue(context), context),
  ];
  const queue = await startTasks(databaseUrl, context);
  return {
    async stop() {
      controller.abort();
      await queue.stop();
      await Promise.all(loops);
      await leave(workerId);
      await release(context);
      await locks.close();
    },
  };
}
