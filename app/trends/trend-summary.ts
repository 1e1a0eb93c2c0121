import { lengthOf } from "../../components/charts/scale.ts";
import { severities } from "../../lib/domain/severity.ts";
import type { TrendDayPoint, Trends, TrendWeek } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import { endedOf, openOf } from "./trend-series.ts";

/** A range and the one right before it, of the same length. */
export interface Compared {
  trends: Trends;
  before: Pick<Trends, "points" | "weeks">;
}

const words = t.trends;

function beforeWords({ query }: Trends): string {
  return words.before(lengthOf(query.from, query.to));
}

/** What is now and by how much it differs from the end of the period before; null where either has no scan. */
function compare(
  { trends, before }: Compared,
  of: (point: TrendDayPoint) => number | null,
): { now: number | null; change: number | null } {
  const last = trends.points.at(-1);
  const earlier = before.points.at(-1);
  const now = last ? of(last) : null;
  const then = earlier ? of(earlier) : null;
  return { now, change: now === null || then === null ? null : now - then };
}

export function findingsSummary(compared: Compared): string {
  const last = compared.trends.points.at(-1);
  if (!last) return words.noScan;
  const { now, change } = compare(compared, ({ open }) => openOf(open));
  const bySeverity = severities
    .filter((severity) => last.open[severity] > 0)
    .map((severity) => `${words.value(last.open[severity])} ${t.words.severity[severity].toLowerCase()}`);
  return words.findings.summary({ open: now ?? 0, bySeverity }, change, beforeWords(compared.trends));
}

export function daysSummary({ query, points }: Pick<Trends, "query" | "points">): string {
  return words.coverageOfDays(points.length, lengthOf(query.from, query.to));
}

export function scoreSummary(compared: Compared): string {
  const rounded = ({ score }: TrendDayPoint) => (score === null ? null : Math.round(score));
  const { now, change } = compare(compared, rounded);
  return now === null ? words.score.none : words.score.summary(now, change, beforeWords(compared.trends));
}

export function coverageSummary({ points }: Pick<Trends, "points">): string {
  const last = points.at(-1);
  if (!last || last.nodesKnown === 0) return words.coverage.none;
  const share = (point: TrendDayPoint) => (point.nodesKnown === 0 ? 1 : point.nodesChecked / point.nodesKnown);
  const worst = points.reduce((least, point) => (share(point) < share(least) ? point : least), last);
  const named =
    share(worst) < share(last) ? { checked: worst.nodesChecked, known: worst.nodesKnown, day: worst.day } : null;
  return words.coverage.summary(last.nodesChecked, last.nodesKnown, named);
}

/** What is past its date at the end, beside what has one at all. */
export function slaSummary(compared: Compared): string {
  const last = compared.trends.points.at(-1)?.sla;
  if (!last) return words.sla.none;
  const { change } = compare(compared, ({ sla }) => sla?.overdue ?? null);
  return words.sla.summary(last.overdue, last.due, change, beforeWords(compared.trends));
}

export function acceptancesSummary({ points }: Pick<Trends, "points">): string {
  const last = points.at(-1)?.acceptances;
  return last ? words.acceptances.summary(last.active, last.ending) : words.acceptances.wholeOnly;
}

export function exposuresSummary(compared: Compared): string {
  const sum = ({ exposures }: TrendDayPoint) => exposures.reduce((total, { open }) => total + open, 0);
  const { now, change } = compare(compared, sum);
  return words.exposures.summary(now ?? 0, change, beforeWords(compared.trends));
}

/** What came and went in some weeks. */
export function flowOf(weeks: readonly TrendWeek[]): { came: number; fixed: number; otherwise: number } {
  const sum = (of: (week: TrendWeek) => number) => weeks.reduce((total, week) => total + of(week), 0);
  return {
    came: sum((week) => openOf(week.opened) + openOf(week.reopened)),
    fixed: sum((week) => openOf(week.fixed)),
    otherwise: sum((week) => endedOf(week) + week.accepted),
  };
}

export function flowSummary({ trends, before }: Compared): string {
  const { came, fixed, otherwise } = flowOf(trends.weeks);
  if (came + fixed + otherwise === 0) return words.flow.none;
  return words.flow.summary(came, fixed, otherwise, before.points.length > 0 ? flowOf(before.weeks) : null);
}

export function repairSummary({ repair }: Pick<Trends, "repair">): string {
  const fixed = repair.reduce((sum, row) => sum + row.fixed, 0);
  const otherwise = repair.reduce((sum, row) => sum + row.endedOtherwise, 0);
  const worst = severities
    .flatMap((severity) => repair.find((row) => row.severity === severity) ?? [])
    .find((row) => row.fixed > 0 && row.meanSeconds !== null);
  const named = worst && {
    severity: t.words.severity[worst.severity].toLowerCase(),
    mean: words.repair.mean(worst.meanSeconds ?? 0),
    fixed: worst.fixed,
  };
  return words.repair.summary(named ?? null, fixed, otherwise);
}
