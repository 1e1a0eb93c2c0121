import type { ClusterRow } from "../../lib/domain/views/cluster-view.ts";

/** What the frame shows of a cluster. */
export type FrameCluster = Pick<ClusterRow, "id" | "name" | "isDemo"> & {
  scannedAt: string | null;
  scanFailed: boolean;
  scanning: boolean;
};

export function frameCluster(row: ClusterRow): FrameCluster {
  return {
    id: row.id,
    name: row.name,
    isDemo: row.isDemo,
    scannedAt: row.lastScan?.finishedAt ?? null,
    scanFailed: row.lastAttempt?.state === "failed",
    scanning: row.runningScan !== null,
  };
}
