import type { ScanProfile } from "../domain/scan-report.ts";
import { type Transaction, transaction } from "./client.ts";
import { findActiveScan, insertScan } from "./request-scan.ts";

/** When a cron line fires next after a time; null when never. */
export type NextDue = (cron: string, timeZone: string, after: Date) => Date | null;

export interface ClaimedSchedule {
  scheduleId: string;
  clusterId: string;
  dueAt: Date;
  /** Null when it was skipped. */
  scanId: string | null;
  skipped: string | null;
}

interface DueSchedule {
  id: string;
  clusterId: string;
  cron: string;
  timeZone: string;
  profile: string;
  nextDueAt: Date;
}

/** Due times that came and went while nobody looked make one scan, not one each. */
const batchSize = 100;

async function claim(tx: Transaction, due: DueSchedule, now: Date, nextDue: NextDue): Promise<ClaimedSchedule> {
  const { id: scheduleId, clusterId, nextDueAt: dueAt } = due;
  const active = await findActiveScan(tx, clusterId);
  const skipped = active ? `Scan ${active.id} of the cluster was still ${active.state}.` : null;
  const profile = due.profile as ScanProfile;
  const scanId = active ? null : await insertScan(tx, { clusterId, profile, trigger: "schedule", scheduleId, dueAt });
  await tx.schedule.update({
    where: { id: scheduleId },
    data: {
      nextDueAt: nextDue(due.cron, due.timeZone, now),
      lastDueAt: dueAt,
      ...(skipped ? { skippedDueAt: dueAt, skippedReason: skipped } : { lastScanId: scanId }),
    },
  });
  return { scheduleId, clusterId, dueAt, scanId, skipped };
}

/**
 * Takes every due schedule, moves it on to its next time and asks for its scan, in one transaction: however many workers
 * call this at once, each due time is taken once. Where a scan of the cluster still runs, the due time is recorded as
 * skipped.
 */
export async function claimDueSchedules(now: Date, nextDue: NextDue): Promise<ClaimedSchedule[]> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<DueSchedule[]>`
      select "id", "clusterId", "cron", "timeZone", "profile", "nextDueAt" from "Schedule"
      where not "paused" and "nextDueAt" <= ${now} order by "clusterId", "nextDueAt", "id"
      limit ${batchSize} for update skip locked`;
    const claimed: ClaimedSchedule[] = [];
    for (const schedule of due) claimed.push(await claim(tx, schedule, now, nextDue));
    return claimed;
  });
}
