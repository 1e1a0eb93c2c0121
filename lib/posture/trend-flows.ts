import type { Resolution } from "../domain/finding-state.ts";
import { type Severity, severities } from "../domain/severity.ts";
import type { TrendRepair, TrendWeek } from "../domain/views/trends-view.ts";
import { noCounts } from "./score.ts";
import { addDays, mondayOf } from "./utc-days.ts";

/** Findings of one severity that came or went in one way on one UTC day. */
export interface TrendFlow {
  day: string;
  kind: "opened" | "reopened" | "accepted" | Resolution;
  severity: Severity;
  count: number;
  /** Sum of the times that the ended ones had stood open. */
  seconds: number;
}

function emptyWeek(from: string, to: string): TrendWeek {
  return {
    ...{ from, to, opened: noCounts(), reopened: noCounts(), fixed: noCounts() },
    ended: { "node-gone": 0, "check-retired": 0, "out-of-scope": 0 },
    accepted: 0,
  };
}

function addFlow(week: TrendWeek, { kind, severity, count }: TrendFlow): void {
  if (kind === "accepted") week.accepted += count;
  else if (kind === "opened" || kind === "reopened" || kind === "fixed") week[kind][severity] += count;
  else week.ended[kind] += count;
}

/**
 * What came and went by week, Monday to Sunday in UTC, cut at the edges of the range. A week in which nothing was
 * scanned and nothing moved is absent: a gap, not a zero.
 */
export function trendWeeks(
  range: { from: string; to: string },
  flows: readonly TrendFlow[],
  scannedDays: readonly string[],
): TrendWeek[] {
  const weeks = new Map<string, TrendWeek>();
  let last: TrendWeek | undefined;
  const weekOf = (day: string): TrendWeek => {
    if (last && day >= last.from && day <= last.to) return last;
    const monday = mondayOf(day);
    const sunday = addDays(monday, 6);
    last =
      weeks.get(monday) ?? emptyWeek(monday < range.from ? range.from : monday, sunday > range.to ? range.to : sunday);
    weeks.set(monday, last);
    return last;
  };
  const inside = (day: string) => day >= range.from && day <= range.to;
  for (const day of scannedDays.filter(inside)) weekOf(day);
  for (const flow of flows.filter(({ day }) => inside(day))) addFlow(weekOf(flow.day), flow);
  return [...weeks.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

const came: readonly TrendFlow["kind"][] = ["opened", "reopened"];

/** Mean time to repair by severity: of what was fixed alone; what ended otherwise stands beside it. */
export function trendRepair(flows: readonly TrendFlow[]): TrendRepair[] {
  return severities.map((severity) => {
    const ended = flows.filter((flow) => flow.severity === severity && !came.includes(flow.kind));
    const fixed = ended.filter(({ kind }) => kind === "fixed");
    const sum = (of: readonly TrendFlow[], by: "count" | "seconds") => of.reduce((total, flow) => total + flow[by], 0);
    const repaired = sum(fixed, "count");
    const meanSeconds = repaired === 0 ? null : Math.round(sum(fixed, "seconds") / repaired);
    return { severity, fixed: repaired, meanSeconds, endedOtherwise: sum(ended, "count") - repaired };
  });
}
