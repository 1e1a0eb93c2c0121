import type { FindingGroup, FindingRow } from "../../lib/domain/views/finding-view.ts";
import type { TrendDayPoint, Trends } from "../../lib/domain/views/trends-view.ts";
import { getTrends, groupFindings, listFindings } from "../../lib/store/index.ts";
import { addMonths, monthOf, type ReportMonth } from "./report-month.ts";

const shown = 10;

export interface Report {
  trends: Trends;
  before: Pick<Trends, "points" | "weeks">;
  /** How it stood before the month and at its end; null where no scan ended in the month before. */
  start: TrendDayPoint | null;
  end: TrendDayPoint;
  nodes: { all: number; rows: FindingGroup[] };
  oldest: { all: number; rows: FindingRow[] };
}

/** What the report says of a month, by the queries of the pages that it links to; null where no scan ended in it. */
export async function readReport(
  { month, from, to }: ReportMonth,
  clusterId: string | undefined,
  now: Date,
): Promise<{ report: Report | null; firstDay: string | null }> {
  const cluster = clusterId ? { clusterId } : {};
  const earlier = monthOf(addMonths(month, -1), now.toISOString().slice(0, 10));
  const [trends, before] = await Promise.all([
    getTrends({ ...cluster, from, to }, now),
    getTrends({ ...cluster, from: earlier.from, to: earlier.to }, now),
  ]);
  const end = trends.points.at(-1);
  if (!end) return { report: null, firstDay: trends.firstDay };
  const then = { ...(clusterId ? { cluster: clusterId } : {}), ...(end.at ? { at: end.at } : {}) };
  const [groups, oldest] = await Promise.all([
    groupFindings(then, "node"),
    listFindings({ ...then, severity: ["critical"], sort: "failing-since", limit: shown }),
  ]);
  // What lies on no node is a group of its cluster.
  const nodes = groups.filter(({ nodeId }) => nodeId !== null);
  const report = {
    trends,
    before: { points: before.points, weeks: before.weeks },
    start: before.points.at(-1) ?? null,
    end,
    nodes: { all: nodes.length, rows: nodes.slice(0, shown) },
    oldest: { all: oldest.total, rows: oldest.items },
  };
  return { report, firstDay: trends.firstDay };
}
