import { addDays } from "../components/charts/scale.ts";
import type { TrendPoint } from "../lib/domain/views/overview-view.ts";
import type { Trends } from "../lib/domain/views/trends-view.ts";
import type { OpenPoint } from "./trends/trend-series.ts";

/** The trend of the overview as its chart takes it: the last days, the end of each as lists are asked for it. */
export function overviewTrend(
  points: readonly TrendPoint[],
  { cluster, days }: { cluster: string | undefined; days: number },
  now: Date,
): Pick<Trends, "query" | "marks"> & { points: OpenPoint[] } {
  const today = now.toISOString().slice(0, 10);
  return {
    query: {
      clusterId: cluster ?? null,
      from: addDays(today, 1 - days),
      to: today,
      dimension: "all",
      value: "",
      rules: "then",
    },
    points: points.flatMap(({ day, counts }) =>
      counts ? [{ day, at: day === today ? null : `${day}T23:59:59.999Z`, open: counts }] : [],
    ),
    marks: [],
  };
}
