import type { Coverage } from "../domain/scan-report.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { TrendPoint } from "../domain/views/overview-view.ts";
import { type ScoreInput, type TrendScan, trend, trendPoint, type VerdictCounts } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import type { Prisma } from "./generated/client.ts";
import { listStandings } from "./standings.ts";

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

function trendScan({ clusterId, state, finishedAt, ...row }: Row): TrendScan[] {
  const verdicts = fromJson<VerdictCounts | null>(row.verdicts);
  const open = fromJson<SeverityCounts | null>(row.openAfter);
  const coverage = fromJson<Coverage | null>(row.coverage);
  if (!verdicts || !open || !coverage || !finishedAt) return [];
  const { known, checked } = coverage.nodes;
  const judged = { passed: verdicts.pass, unknown: verdicts.unknown, open, nodes: { known, checked } };
  return [{ clusterId, finishedAt: finishedAt.toISOString(), complete: state === "complete", ...judged }];
}

/** Ids of the last scans of each cluster before a time, of each state: how it stood when the period began. */
async function standingBefore(start: Date, clusterId: string | null): Promise<string[]> {
  const rows = await query(
    (database) => database.$queryRaw<{ id: string }[]>`
      select distinct on ("clusterId", "state") "id" from "Scan"
      where "finishedAt" < ${start} and (${clusterId}::text is null or "clusterId" = ${clusterId})
        and ("state" = 'complete' or ("state" = 'partial' and ("coverage"->'nodes'->>'checked')::int > 0))
      order by "clusterId", "state", "finishedAt" desc`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Open findings by severity and score of each UTC day that saw a scan end; other days have no point. Today's point is
 * how things stand now, re-checks since the scan included, so that it equals the numbers beside it.
 */
export async function listTrend(
  { clusterId, days }: TrendQuery,
  now = new Date(),
  standings: Promise<Map<string, ScoreInput>> = listStandings(clusterId),
): Promise<TrendPoint[]> {
  const start = firstDay(days, now);
  const [before, live] = await Promise.all([standingBefore(start, clusterId ?? null), standings]);
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
  const today = now.toISOString().slice(0, 10);
  const points = trend(rows.flatMap(trendScan)).filter(({ day }) => day >= firstShown);
  return points.map((point) => (point.day === today ? trendPoint(today, live.values()) : point));
}
