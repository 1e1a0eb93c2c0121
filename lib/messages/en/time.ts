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

const zone = { timeZone: "UTC" } as const;
const dayOf = new Intl.DateTimeFormat("en-GB", { ...zone, day: "numeric", month: "short", year: "numeric" });
const clockOf = new Intl.DateTimeFormat("en-GB", { ...zone, hour: "2-digit", minute: "2-digit" });

export const time = {
  short,
  /** "3 Oct 2026" in UTC, of an instant or a day. */
  day: (at: string) => dayOf.format(new Date(at)),
  /** "3 Oct 2026 23:59 UTC". */
  instant: (at: string) => `${dayOf.format(new Date(at))} ${clockOf.format(new Date(at))} UTC`,
  /** "23:59 UTC". */
  clock: (at: string) => `${clockOf.format(new Date(at))} UTC`,
  ago: (seconds: number) => (seconds < 5 ? "just now" : `${short(seconds)} ago`),
  ahead: (seconds: number) => (seconds < 5 ? "now" : `in ${short(seconds)}`),
  never: "never",
  local: "Local",
  utc: "UTC",
  days: (days: number) => count(days, "day"),
  lastDays: (days: number) => (days === 365 ? "1 year" : `${days} days`),
} as const;
