import type { time as en } from "../en/time.ts";
import type { Translation } from "../translation.ts";
import { zonedTime } from "../zoned-time.ts";
import { count, number } from "./plural.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Whole units that have passed, in the short forms of CLDR: "8 Sek.", "3 Min.", "5 Std.", "12 Tg.". Input in seconds. */
function short(seconds: number): string {
  if (seconds < minute) return `${Math.max(0, Math.floor(seconds))} Sek.`;
  if (seconds < hour) return `${Math.floor(seconds / minute)} Min.`;
  if (seconds < 2 * day) return `${Math.floor(seconds / hour)} Std.`;
  return `${number(Math.floor(seconds / day))} Tg.`;
}

export const time: Translation<typeof en> = {
  short,
  ...zonedTime("de-DE"),
  ago: (seconds) => (seconds < 5 ? "gerade eben" : `vor ${short(seconds)}`),
  ahead: (seconds) => (seconds < 5 ? "jetzt" : `in ${short(seconds)}`),
  never: "nie",
  local: "Lokal",
  utc: "UTC",
  days: (days) => count(days, "Tag", "Tage"),
  lastDays: (days) => (days === 365 ? "1 Jahr" : count(days, "Tag", "Tage")),
};
