import type { ScanProgress } from "../domain/scan-report.ts";

export interface ProgressRelay {
  report(progress: ScanProgress): void;
  stop(): Promise<void>;
}

const sendEveryMs = 500;

/**
 * Passes the newest progress on at most every half second, and without news all the same, since the answer says whether
 * somebody asked for the scan's end.
 */
export function relayProgress(options: {
  send(progress: ScanProgress): Promise<{ cancelRequested: boolean }>;
  onCancel(): void;
  onError(error: unknown): void;
  everyMs?: number;
}): ProgressRelay {
  let latest: ScanProgress = {
    phase: "discovery",
    nodesDone: 0,
    nodesKnown: 0,
    probesDone: 0,
    probesPlanned: 0,
    unreachable: 0,
  };
  let sending: Promise<void> | null = null;
  let cancelled = false;

  async function send(): Promise<void> {
    try {
      const { cancelRequested } = await options.send(latest);
      if (!cancelRequested || cancelled) return;
      cancelled = true;
      options.onCancel();
    } catch (error) {
      options.onError(error);
    }
  }

  const tick = () => {
    sending ??= send().finally(() => {
      sending = null;
    });
  };
  const timer = setInterval(tick, options.everyMs ?? sendEveryMs);
  tick();
  return {
    report(progress) {
      latest = progress;
    },
    async stop() {
      clearInterval(timer);
      await sending;
    },
  };
}
