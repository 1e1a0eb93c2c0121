import type { SeverityCounts } from "../../lib/domain/views/cluster-view.ts";
import type { TrendDayPoint, Trends, TrendWeek } from "../../lib/domain/views/trends-view.ts";

/** Numbers for tests: a day at its end, a week, and a range of ten days around them. */
export const noneOpen: SeverityCounts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

export function dayPoint(day: string, more: Partial<TrendDayPoint> = {}): TrendDayPoint {
  return {
    day,
    at: `${day}T23:59:59.999Z`,
    open: { ...noneOpen, critical: 1, medium: 2 },
    passed: 10,
    unknown: 1,
    score: 80.4,
    nodesKnown: 3,
    nodesChecked: 3,
    sla: { due: 3, overdue: 1 },
    acceptances: { active: 2, ending: 1 },
    exposures: [],
    ...more,
  };
}

export function trendWeek(from: string, to: string, more: Partial<TrendWeek> = {}): TrendWeek {
  return {
    from,
    to,
    opened: noneOpen,
    reopened: noneOpen,
    fixed: noneOpen,
    ended: { "node-gone": 0, "check-retired": 0, "out-of-scope": 0 },
    accepted: 0,
    ...more,
  };
}

export function trendsOf(points: TrendDayPoint[], more: Partial<Trends> = {}): Trends {
  return {
    query: { clusterId: null, from: "2026-10-01", to: "2026-10-10", dimension: "all", value: "", rules: "then" },
    points,
    weeks: [],
    repair: [],
    marks: [],
    values: [],
    firstDay: "2026-09-01",
    replayedFrom: null,
    ...more,
  };
}
