import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import type { Log } from "./context.ts";

const levels = { error: "error", warning: "warn", info: "info", debug: null } as const;

/** The queue library's own words, in our log; its chatter about every job is left out. */
function loggerOf(log: Log): Logger {
  return new Logger(() => (level, message) => {
    const name = levels[level];
    if (name && name !== "info") log[name]({}, message);
  });
}

export interface Queue {
  /** Ends when no task runs any more. */
  stop(): Promise<void>;
}

/**
 * Takes jobs, each list on slots of its own, so that a re-check never waits behind a long scan or a group of re-checks. Survives a database that
 * goes away: the library asks again until it is back.
 */
export async function startQueue(connectionString: string, tasks: readonly TaskList[], log: Log): Promise<Queue> {
  const logger = loggerOf(log);
  const options = { connectionString, logger, noHandleSignals: true, pollInterval: 1_000 };
  const runners: Runner[] = [];
  try {
    for (const taskList of tasks) {
      runners.push(await run({ ...options, concurrency: 2, maxPoolSize: 4, taskList }));
    }
  } catch (error) {
    await Promise.all(runners.map((runner) => runner.stop()));
    throw error;
  }
  return { stop: () => Promise.all(runners.map((runner) => runner.stop())).then(() => undefined) };
}
