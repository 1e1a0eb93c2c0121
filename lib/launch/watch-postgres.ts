import { setTimeout as sleep } from "node:timers/promises";
import { type Postgres, startPostgres } from "../database/index.ts";
import { AppError, messageOf } from "../domain/errors.ts";
import type { Steps } from "./steps.ts";

const everyMs = 500;
const maxRestarts = 5;

interface WatchOptions {
  dataDir: string;
  steps: Steps;
  signal: AbortSignal;
  giveUp(error: AppError): void;
}

/** Starts PostgreSQL again, on the same address, whenever its process is gone. Returns what stops it. */
export function watchPostgres(first: Postgres, options: WatchOptions): () => Promise<void> {
  const { dataDir, steps, signal, giveUp } = options;
  let server = first;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);

  async function again(): Promise<void> {
    steps.say("PostgreSQL ended; starting it again");
    server = await steps.step(
      () => startPostgres({ dataDir, log: steps.say, port: first.port }),
      ({ port }) => `PostgreSQL 18 started on 127.0.0.1:${port}`,
    );
    if (server.url !== first.url) {
      throw new AppError("unavailable", `PostgreSQL's port ${first.port} was taken meanwhile; start Breakwater again.`);
    }
  }

  async function watch(): Promise<void> {
    let restarts = 0;
    while (!either.aborted) {
      // The end of the watch is the only reason for a rejection here.
      await sleep(everyMs, undefined, { signal: either }).catch(() => undefined);
      if (either.aborted || server.isAlive()) continue;
      restarts += 1;
      if (restarts > maxRestarts) throw new AppError("unavailable", `PostgreSQL ended ${restarts} times; giving up.`);
      await again();
    }
  }

  const watching = watch().catch((error) =>
    giveUp(error instanceof AppError ? error : new AppError("unavailable", messageOf(error), { cause: error })),
  );
  return async () => {
    over.abort();
    await watching;
    await server.stop();
  };
}
