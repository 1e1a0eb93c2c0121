import type { Coverage } from "../domain/scan-report.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { TrendPoint } from "../domain/views/overview-view.ts";
import { type TrendScan, trend, type VerdictCounts } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import type { Prisma } from "./generated/client.ts";

export interface TrendQuery {
  clusterId?: string;
  /** How many days back, today included. */
  days: number;
}

const columns = {
  clusterId: true,
  state: true,
  finishedAt: true,
  verdicts: true,
  openAfter: true,
  coverage: true,
} as const satisfies Prisma.ScanSelect;
type Row = Prisma.ScanGetPayload<{ select: typeof columns }>;

function firstDay(days: number, now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - Math.max(1, days) + 1));
}

/** A partial scan judged only a part: its cluster keeps the passes and unknowns of its last complete scan. */
function trendScans(rows: readonly Row[]): TrendScan[] {
  const complete = new Map<string, VerdictCounts>();
  return rows.flatMap((row) => {
    const own = fromJson<VerdictCounts | null>(row.verdicts);
    const open = fromJson<SeverityCounts | null>(row.openAfter);
    const coverage = fromJson<Coverage | null>(row.coverage);
    if (!own || !open || !coverage || !row.finishedAt) return [];
    if (row.state === "complete") complete.set(row.clusterId, own);
    const { pass, unknown } = complete.get(row.clusterId) ?? own;
    const { known, checked } = coverage.nodes;
    const { clusterId, finishedAt } = row;
    return [
      { clusterId, finishedAt: finishedAt.toISOString(), passed: pass, unknown, open, nodes: { known, checked } },
    ];
  });
}

/** Ids of the last scan of each cluster before a time: how it stood when the period began. */
async function standingBefore(start: Date, clusterId: string | null): Promise<string[]> {
  const rows = await query(
    (database) => database.$queryRaw<{ id: string }[]>`
      select distinct on ("clusterId", "state") "id" from "Scan"
      where "state" in ('complete', 'partial') and "finishedAt" < ${start}
        and (${clusterId}::text is null or "clusterId" = ${clusterId})
      order by "clusterId", "state", "finishedAt" desc`,
  );
  return rows.map(({ id }) => id);
}

/** Open findings by severity and score of each UTC day that saw a scan end; other days have no point. */
export async function listTrend({ clusterId, days }: TrendQuery, now = new Date()): Promise<TrendPoint[]> {
  const start = firstDay(days, now);
  const before = await standingBefore(start, clusterId ?? null);
  const inPeriod: Prisma.ScanWhereInput = {
    state: { in: ["complete", "partial"] },
    finishedAt: { gte: start },
    ...(clusterId ? { clusterId } : {}),
  };
  const rows = await query((database) =>
    database.scan.findMany({
      where: { OR: [inPeriod, { id: { in: before } }] },
      select: columns,
      orderBy: [{ finishedAt: "asc" }, { id: "asc" }],
    }),
  );
  const firstShown = start.toISOString().slice(0, 10);
  return trend(trendScans(rows)).filter(({ day }) => day >= firstShown);
}
