import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import type { FrameCluster } from "./frame-cluster.ts";

/** What the frame shows that moves by itself; undefined while it was not read yet. */
export interface Live {
  clusters?: FrameCluster[];
  /** The scan that runs or waits now, null for none. */
  scan?: ScanSummary | null;
  /** How many changes were recorded since the mark of this browser, and the mark; null without one. */
  unseen?: { since: string; count: number } | null;
}

let live: Live = {};
const listeners = new Set<() => void>();

export const readLive = (): Live => live;

export function publish(part: Live): void {
  live = { ...live, ...part };
  for (const listener of listeners) listener();
}

export function onLive(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
