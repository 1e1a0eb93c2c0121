import { AppError } from "../domain/errors.ts";
import type { ScanState } from "../domain/finding-state.ts";
import type { Sweep } from "../domain/observation.ts";
import type { Coverage, ScanProblem } from "../domain/scan-report.ts";
import type { Page } from "../domain/views/page.ts";
import type { ScanDetail, ScanSummary } from "../domain/views/scan-view.ts";
import type { VerdictCounts } from "../posture/index.ts";
import { query, transaction } from "./client.ts";
import { fromJson, iso } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { Prisma } from "./generated/client.ts";
import { dequeue } from "./jobs.ts";
import { summariseScan, summaryColumns } from "./scan-summary.ts";

const missing = (id: string) => new AppError("not-found", `There is no scan with the id ${id}.`);

function afterCursor(cursor: string | undefined): Prisma.ScanWhereInput {
  if (!cursor) return {};
  const [time = "", id = ""] = decodeCursor(cursor, "scans", 2);
  const requestedAt = new Date(time);
  if (Number.isNaN(requestedAt.getTime())) throw new AppError("invalid", "The cursor does not belong to this list.");
  return { OR: [{ requestedAt: { lt: requestedAt } }, { requestedAt, id: { lt: id } }] };
}

const dayMs = 24 * 60 * 60 * 1000;

/** What ended on a UTC day, YYYY-MM-DD. */
function endedOn(day: string): Prisma.ScanWhereInput {
  const start = new Date(`${day}T00:00:00Z`);
  return { finishedAt: { gte: start, lt: new Date(start.getTime() + dayMs) } };
}

/** Scans, the newest request first. `endedOn` is a UTC day, YYYY-MM-DD. */
export async function listScans(
  asked: { clusterId?: string; state?: ScanState; endedOn?: string; limit?: number; cursor?: string } = {},
): Promise<Page<ScanSummary>> {
  const limit = pageSize(asked.limit);
  const where: Prisma.ScanWhereInput = {
    ...(asked.clusterId ? { clusterId: asked.clusterId } : {}),
    ...(asked.state ? { state: asked.state } : {}),
    ...(asked.endedOn ? endedOn(asked.endedOn) : {}),
  };
  const page = { AND: [where, afterCursor(asked.cursor)] };
  const [rows, total] = await query((database) =>
    Promise.all([
      database.scan.findMany({
        where: page,
        orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
        take: limit + 1,
        select: summaryColumns,
      }),
      database.scan.count({ where }),
    ]),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const nextCursor = last ? encodeCursor("scans", [iso(last.requestedAt), last.id]) : null;
  return { items: shown.map(summariseScan), nextCursor, total };
}

const detailColumns = {
  ...summaryColumns,
  problems: true,
  verdicts: true,
} as const satisfies Prisma.ScanSelect;

export async function getScan(id: string): Promise<ScanDetail> {
  const row = await query((database) => database.scan.findUnique({ where: { id }, select: detailColumns }));
  if (!row) throw missing(id);
  const previous = await query((database) =>
    database.scan.findFirst({
      where: { clusterId: row.clusterId, state: { in: ["complete", "partial"] }, requestedAt: { lt: row.requestedAt } },
      orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
      select: { id: true },
    }),
  );
  // What each sweep counted is kept for the newest look alone; how many places a scan looked at, for every scan.
  const sweeps = await query(
    (database) => database.$queryRaw<{ sweep: unknown }[]>`
      select t."sweep" from "Scan" s join "PortTarget" t on t."clusterId" = s."clusterId" and t."lastLookedAt" = s."finishedAt"
      where s."id" = ${id} and t."sweep" is not null order by t."id"`,
  );
  return {
    ...summariseScan(row),
    coverage: fromJson<Coverage | null>(row.coverage),
    problems: fromJson<ScanProblem[] | null>(row.problems) ?? [],
    sweeps: sweeps.map(({ sweep }) => fromJson<Sweep>(sweep)),
    verdicts: fromJson<VerdictCounts | null>(row.verdicts),
    previousScanId: previous?.id ?? null,
  };
}

/**
 * Cancels a scan: a queued one at once; a running one is told at its next progress and keeps the nodes it finished.
 * AppError "conflict" when it is over already.
 */
export async function cancelScan(id: string): Promise<ScanSummary> {
  return transaction(async (tx) => {
    const now = new Date();
    const ended = {
      state: "cancelled",
      cancelRequestedAt: now,
      finishedAt: now,
      message: "Cancelled before it began.",
      progress: Prisma.DbNull,
    };
    const queued = await tx.scan.updateMany({ where: { id, state: "queued" }, data: ended });
    if (queued.count === 1) await dequeue(tx, "scan", { scanId: id });
    else await tx.scan.updateMany({ where: { id, state: "running" }, data: { cancelRequestedAt: now } });
    const row = await tx.scan.findUnique({ where: { id }, select: summaryColumns });
    if (!row) throw missing(id);
    if (queued.count === 0 && row.state !== "running") {
      throw new AppError("conflict", `Scan ${id} is over: it is ${row.state}.`);
    }
    return summariseScan(row);
  });
}
