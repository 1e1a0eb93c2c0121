import { zonedTime } from "../zoned-time.ts";
import { count } from "./plural.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Whole units that have passed, as the checks count them: "8 s", "3 min", "5 h", "12 d". Input in seconds. */
function short(seconds: number): string {
  if (seconds < minute) return `${Math.max(0, Math.floor(seconds))} s`;
  if (seconds < hour) return `${Math.floor(seconds / minute)} min`;
  if (seconds < 2 * day) return `${Math.floor(seconds / hour)} h`;
  return `${Math.floor(seconds / day)} d`;
}

export const time = {
  short,
  ...zonedTime("en-GB"),
  ago: (seconds: number) => (seconds < 5 ? "just now" : `${short(seconds)} ago`),
  ahead: (seconds: number) => (seconds < 5 ? "now" : `in ${short(seconds)}`),
  never: "never",
  local: "Local",
  utc: "UTC",
  days: (days: number) => count(days, "day"),
  lastDays: (days: number) => (days === 365 ? "1 year" : `${days} days`),
} as const;
