import type { SeverityCounts } from "../lib/domain/views/cluster-view.ts";
import type { TrendPoint } from "../lib/domain/views/overview-view.ts";

const dayMs = 86_400_000;
const month = 30;
/** A day without a scan is stood in for by one of the week before. */
const within = 7;

export const openSum = (counts: SeverityCounts): number => Object.values(counts).reduce((sum, one) => sum + one, 0);

/** The last day that was scanned a month ago; null where none was within the week before. */
export function monthAgo(points: readonly TrendPoint[], now: Date): (TrendPoint & { counts: SeverityCounts }) | null {
  const dayOf = (days: number) => new Date(now.getTime() - days * dayMs).toISOString().slice(0, 10);
  const [first, last] = [dayOf(month + within), dayOf(month)];
  const fitting = points.filter(({ day, counts }) => counts !== null && day >= first && day <= last);
  const newest = fitting.toSorted((a, b) => a.day.localeCompare(b.day)).at(-1);
  return newest?.counts ? { ...newest, counts: newest.counts } : null;
}
