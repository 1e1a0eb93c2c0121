import type { Transaction } from "./client.ts";

/** What the worker is asked to do, by task name. */
export interface JobPayloads {
  scan: { scanId: string };
  recheck: { recheckId: string };
  "recheck-group": { groupId: string };
  "connection-test": { testId: string };
}

const maxAttempts = 5;

const keyOf = (task: string, payload: object): string => [task, ...Object.values(payload)].join(":");

/** Puts a job on the queue inside the caller's transaction; a waiting one of the same key is replaced. */
export async function enqueue<Task extends keyof JobPayloads>(
  transaction: Transaction,
  task: Task,
  payload: JobPayloads[Task],
): Promise<void> {
  const text = JSON.stringify(payload);
  await transaction.$executeRaw`
    select graphile_worker.add_job(
      ${task}::text, payload => ${text}::json, job_key => ${keyOf(task, payload)}::text, max_attempts => ${maxAttempts}::int
    )`;
}

/** Takes a job that nobody works on back from the queue. */
export async function dequeue<Task extends keyof JobPayloads>(
  transaction: Transaction,
  task: Task,
  payload: JobPayloads[Task],
): Promise<void> {
  await transaction.$executeRaw`select graphile_worker.remove_job(${keyOf(task, payload)}::text)`;
}
