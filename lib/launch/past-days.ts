/** When a scan of a past day was due; days count back from today. */
export interface PastDay {
  day: number;
  at: Date;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Minute of the demo's schedules. */
const dueMs = 17 * 60_000;
/** For four days nobody noticed that the scanner was down: trends have a gap there. */
const gap = { from: -74, until: -70 } as const;

export interface PastDaysOptions {
  now: Date;
  /** How far back, 0 to 90. */
  days: number;
  /** First day on which the cluster stood. */
  firstDay: number;
  /** "weekly" scans on the days on which something became otherwise as well, and on the days before those. */
  pace: "daily" | "weekly";
  turns: readonly number[];
}

/** Days to scan a cluster's past on, oldest first: each at the same time of day, none in the gap. */
export function pastDays({ now, days, firstDay, pace, turns }: PastDaysOptions): PastDay[] {
  const hour = Math.floor(now.getTime() / hourMs) * hourMs;
  // The day on which a cluster was made began without it.
  const first = Math.max(-days, firstDay + 1);
  const told = new Set([first, -1, ...turns, ...turns.map((day) => day - 1)]);
  const all = Array.from({ length: Math.max(0, -first) }, (_, index) => first + index);
  return all
    .filter((day) => day < gap.from || day >= gap.until)
    .filter((day) => pace === "daily" || day % 7 === 0 || told.has(day))
    .map((day) => ({ day, at: new Date(hour + day * dayMs + dueMs) }));
}
