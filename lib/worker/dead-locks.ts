import { makeWorkerUtils, type WorkerUtils } from "graphile-worker";
import type { WorkerContext } from "./context.ts";

/** Longer than a re-check or a connection test can take with all its retries. Units: seconds. */
const shortTaskSeconds = 240;

/**
 * Gives jobs back to the queue whose worker was killed: at once where no other worker can be alive, else when they are
 * locked for longer than they can take. The queue itself would wait for four hours. Scans are put back by the store.
 */
async function unlock(utils: WorkerUtils, context: WorkerContext, olderThanSeconds: number): Promise<void> {
  await utils.withPgClient(async (client) => {
    const { rows } = await client.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker.jobs where locked_at <= now() - make_interval(secs => $1)
         and task_identifier in ('recheck', 'connection-test')`,
      [olderThanSeconds],
    );
    const dead = rows.map((row) => row.locked_by);
    if (dead.length === 0) return;
    await client.query("select graphile_worker.force_unlock_workers($1::text[])", [dead]);
    context.log.warn({ dead }, "jobs of a worker that died are tried again");
  });
}

export interface DeadLocks {
  /** `everything` is right only while no worker runs. */
  release(everything: boolean): Promise<void>;
  /** Removes rows of jobs that are given up or replaced. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export async function openDeadLocks(connectionString: string, context: WorkerContext): Promise<DeadLocks> {
  const utils = await makeWorkerUtils({ connectionString, maxPoolSize: 1 });
  // The queue's tables may be new.
  await utils.migrate();
  return {
    release: (everything) => unlock(utils, context, everything ? 0 : shortTaskSeconds),
    tidy: () => utils.cleanup({ tasks: ["DELETE_PERMAFAILED_JOBS"] }),
    close: async () => utils.release(),
  };
}
