import { daysOf, runsWhere } from "../../components/charts/scale.ts";
import type { Trends } from "../../lib/domain/views/trends-view.ts";

/** Stretches of days on which no scan ended, from the first day with numbers on. */
export function unscannedStretches({
  query,
  points,
  firstDay,
}: Pick<Trends, "query" | "points" | "firstDay">): { from: string; to: string; length: number }[] {
  const begin = firstDay !== null && firstDay > query.from ? firstDay : query.from;
  const days = daysOf(begin, query.to);
  const scanned = new Set(points.map(({ day }) => day));
  return runsWhere(days.length, (index) => !scanned.has(days[index] ?? "")).map(({ from, length }) => ({
    from: days[from] ?? begin,
    to: days[from + length - 1] ?? query.to,
    length,
  }));
}
