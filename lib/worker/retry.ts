import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../domain/errors.ts";

const pauses = [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 15_000, 15_000, 15_000, 15_000];

/** True for what passes by itself, such as a database that is away. */
export function isPassing(error: unknown): boolean {
  return error instanceof AppError && error.code === "unavailable";
}

/**
 * Does `work` again while it fails for a reason that passes, for about a minute and a half: long enough for a database
 * to be started again. The last error is thrown when it does not pass.
 */
export async function withRetries<Value>(
  work: () => Promise<Value>,
  options: { onRetry?: (error: unknown, pauseMs: number) => void; pausesMs?: readonly number[] } = {},
): Promise<Value> {
  for (const pauseMs of options.pausesMs ?? pauses) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      options.onRetry?.(error, pauseMs);
      await sleep(pauseMs);
    }
  }
  return work();
}
