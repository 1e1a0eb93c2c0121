import { setTimeout as sleep } from "node:timers/promises";

/** Asks until the URL answers with status 200; rejects with the abort's reason. */
export async function waitForHttp(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) });
      await response.arrayBuffer();
      if (response.status === 200) return;
    } catch (error) {
      // Not listening yet: asked again below, until the signal says that it takes too long.
      if (signal.aborted) throw error;
    }
    await sleep(60, undefined, { signal });
  }
}
