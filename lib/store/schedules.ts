import { AppError } from "../domain/errors.ts";
import type { ScanProfile } from "../domain/scan-report.ts";
import type { ScheduleRow } from "../domain/views/cluster-view.ts";
import { query } from "./client.ts";
import { iso, isoOrNull } from "./column-values.ts";
import type { Prisma } from "./generated/client.ts";
import { newId } from "./new-id.ts";

const withCluster = { cluster: { select: { name: true } } } as const satisfies Prisma.ScheduleInclude;
type Row = Prisma.ScheduleGetPayload<{ include: typeof withCluster }>;

export interface NewSchedule {
  clusterId: string;
  /** Parsed and found to fire by lib/schedule before it comes here. */
  cron: string;
  /** IANA name. */
  timeZone: string;
  profile: ScanProfile;
  nextDueAt: Date | string | null;
}

export type SchedulePatch = Partial<Omit<NewSchedule, "clusterId"> & { paused: boolean }>;

const missing = (id: string) => new AppError("not-found", `There is no schedule with the id ${id}.`);

function viewOf(row: Row): ScheduleRow {
  const { skippedDueAt, skippedReason } = row;
  return {
    id: row.id,
    clusterId: row.clusterId,
    clusterName: row.cluster.name,
    cron: row.cron,
    timeZone: row.timeZone,
    profile: row.profile as ScanProfile,
    paused: row.paused,
    nextDueAt: isoOrNull(row.nextDueAt),
    lastDueAt: isoOrNull(row.lastDueAt),
    lastScanId: row.lastScanId,
    lastSkipped: skippedDueAt && skippedReason ? { dueAt: iso(skippedDueAt), reason: skippedReason } : null,
    createdAt: iso(row.createdAt),
  };
}

const timeOf = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));

export async function listSchedules(clusterId?: string): Promise<ScheduleRow[]> {
  const rows = await query((database) =>
    database.schedule.findMany({
      where: clusterId ? { clusterId } : {},
      include: withCluster,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  );
  return rows.map(viewOf);
}

export async function getSchedule(id: string): Promise<ScheduleRow> {
  const row = await query((database) => database.schedule.findUnique({ where: { id }, include: withCluster }));
  if (!row) throw missing(id);
  return viewOf(row);
}

export async function createSchedule(schedule: NewSchedule): Promise<ScheduleRow> {
  const data = { ...schedule, id: newId(), nextDueAt: timeOf(schedule.nextDueAt) };
  const row = await query((database) => database.schedule.create({ data, include: withCluster }));
  return viewOf(row);
}

/** Changes a schedule; whoever changes cron, zone or the pause also says when it is due next. */
export async function updateSchedule(id: string, patch: SchedulePatch): Promise<ScheduleRow> {
  const { nextDueAt, ...rest } = patch;
  const data = { ...rest, ...(nextDueAt === undefined ? {} : { nextDueAt: timeOf(nextDueAt) }) };
  const { count } = await query((database) => database.schedule.updateMany({ where: { id }, data }));
  if (count === 0) throw missing(id);
  return getSchedule(id);
}

export async function deleteSchedule(id: string): Promise<void> {
  const { count } = await query((database) => database.schedule.deleteMany({ where: { id } }));
  if (count === 0) throw missing(id);
}
