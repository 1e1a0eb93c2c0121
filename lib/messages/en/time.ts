import { count } from "./plural.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Durations in one unit, two below an hour: "8 s", "3 min", "5 h", "12 d". Input in seconds. */
function short(seconds: number): string {
  if (seconds < minute) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < hour) return `${Math.round(seconds / minute)} min`;
  if (seconds < 2 * day) return `${Math.round(seconds / hour)} h`;
  return `${Math.round(seconds / day)} d`;
}

export const time = {
  short,
  ago: (seconds: number) => (seconds < 5 ? "just now" : `${short(seconds)} ago`),
  ahead: (seconds: number) => (seconds < 5 ? "now" : `in ${short(seconds)}`),
  never: "never",
  local: "Local",
  utc: "UTC",
  days: (days: number) => count(days, "day"),
  lastDays: (days: number) => (days === 365 ? "1 year" : `${days} days`),
} as const;
