import { cronOf } from "./parse-schedule.ts";

/**
 * The first time after `after` at which the line is due, or null when it never is again. A time that the clocks skip
 * in spring is due once, when they have moved; one that they pass twice in autumn is due once, at the first pass.
 */
export function nextDue(cron: string, timeZone: string, after: Date): Date | null {
  return cronOf(cron, timeZone).nextRun(after);
}

/** The next `count` times. */
export function upcoming(cron: string, timeZone: string, after: Date, count: number): Date[] {
  return cronOf(cron, timeZone).nextRuns(count, after);
}
