import type { ScanProfile } from "../domain/scan-report.ts";
import { transaction } from "./client.ts";
import { newId } from "./new-id.ts";
import { findActiveScan } from "./request-scan.ts";

export interface PastScan {
  clusterId: string;
  profile: ScanProfile;
  scheduleId: string | null;
  dueAt: Date;
  requestedAt: Date;
}

/**
 * Enters a scan that a schedule would have asked for at a time in the past; no worker is told. Null where the cluster
 * has a scan that is under way or newer: what is made of the past would come after it. AppError "not-found" when the
 * cluster is gone.
 */
export async function enterPastScan(scan: PastScan): Promise<string | null> {
  return transaction(async (tx) => {
    if (await findActiveScan(tx, scan.clusterId)) return null;
    const { clusterId, dueAt } = scan;
    const newer = await tx.scan.findFirst({ where: { clusterId, finishedAt: { gte: dueAt } }, select: { id: true } });
    if (newer) return null;
    const id = newId();
    await tx.scan.create({ data: { ...scan, id, state: "queued", trigger: "schedule" } });
    return id;
  });
}
