import { AppError } from "../domain/errors.ts";
import type { ScanProfile } from "../domain/scan-report.ts";
import type { ScanSummary } from "../domain/views/scan-view.ts";
import { type Transaction, transaction } from "./client.ts";
import { enqueue } from "./jobs.ts";
import { newId } from "./new-id.ts";
import { summariseScan, summaryColumns } from "./scan-summary.ts";

export interface ScanRequest {
  clusterId: string;
  profile: ScanProfile;
  trigger: ScanSummary["trigger"];
  scheduleId?: string;
  dueAt?: Date;
  /** The stopped scan whose remaining nodes are looked at. */
  resumes?: string;
}

/** Finds the scan that is queued or running for a cluster; the cluster's row is locked, so nobody starts another. */
export async function findActiveScan(
  tx: Transaction,
  clusterId: string,
): Promise<{ id: string; state: string } | null> {
  const locked = await tx.$queryRaw<{ name: string }[]>`
    select "name" from "Cluster" where "id" = ${clusterId} for no key update`;
  if (locked.length === 0) throw new AppError("not-found", `There is no cluster with the id ${clusterId}.`);
  const active = { clusterId, state: { in: ["queued", "running"] } };
  return tx.scan.findFirst({ where: active, select: { id: true, state: true } });
}

/** Creates a queued scan and its job inside the caller's transaction. */
export async function insertScan(tx: Transaction, request: ScanRequest): Promise<string> {
  const id = newId();
  const { clusterId, profile, trigger, scheduleId = null, dueAt = null, resumes = null } = request;
  await tx.scan.create({
    data: { id, clusterId, profile, trigger, scheduleId, dueAt, resumes, state: "queued", requestedAt: new Date() },
  });
  await enqueue(tx, "scan", { scanId: id });
  return id;
}

/** Asks for a scan; AppError "conflict" names the one that is queued or running for the cluster already. */
export async function requestScan(request: ScanRequest): Promise<ScanSummary> {
  return transaction(async (tx) => {
    const active = await findActiveScan(tx, request.clusterId);
    if (active) {
      throw new AppError("conflict", `Scan ${active.id} of this cluster is ${active.state}; wait for it or cancel it.`);
    }
    const id = await insertScan(tx, request);
    return summariseScan(await tx.scan.findUniqueOrThrow({ where: { id }, select: summaryColumns }));
  });
}
