"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import type { FrameCluster } from "./frame-cluster.ts";
import { type Live, onLive, readLive } from "./live-store.ts";

export { readJson } from "./read-json.ts";

/** Asking begins when the page stands; what it takes is loaded then. */
export function useLiveFrame(): void {
  useEffect(() => {
    let end: (() => void) | null = null;
    let wanted = true;
    const start = async () => {
      const { startLive } = await import("./live-queries.ts");
      if (wanted) end = startLive();
    };
    start().catch((error: unknown) => console.error("the frame stays as it was loaded:", error));
    return () => {
      wanted = false;
      end?.();
    };
  }, []);
}

/** On the server and in the first drawing of the browser nothing was read yet. */
function useLive<Part extends keyof Live>(part: Part): Live[Part] | undefined {
  return useSyncExternalStore(
    onLive,
    () => readLive()[part],
    () => undefined,
  );
}

/** Clusters of the frame; null while they are not known, which is not the same as none. */
export function useClusters(initial?: FrameCluster[]): FrameCluster[] | null {
  return useLive("clusters") ?? initial ?? null;
}

/** The scan that runs or waits now, null for none. */
export function useRunningScan(): ScanSummary | null | undefined {
  return useLive("scan");
}

/** How many changes were recorded since the mark of this browser, and the mark; null without one. */
export function useUnseen(): { since: string; count: number } | null {
  return useLive("unseen") ?? null;
}

/** Asks again at once, after an act that changes it. */
export async function readLiveAgain(name: "clusters" | "running-scan" | "unseen"): Promise<void> {
  const { readAgain } = await import("./live-queries.ts");
  await readAgain(name);
}
