import { reader } from "./reader.ts";

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it a hundred times, and lists use few. */
function format(locale: string, timeZone: string, name: keyof typeof fields): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${name}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...fields[name], timeZone });
  if (made.size > 200) made.clear();
  made.set(key, known);
  return known;
}

const fields = {
  day: { day: "numeric", month: "short", year: "numeric" },
  dayShort: { day: "numeric", month: "short" },
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" },
  /** As Swedes write it: 2026-10-03. */
  date: { day: "2-digit", month: "2-digit", year: "numeric" },
  exact: { dateStyle: "medium", timeStyle: "medium" },
  due: {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A day such as "2026-10-03" is one of UTC whoever reads; an instant falls on the reader's day. */
const zoneOf = (at: string) => (at.length === 10 ? "UTC" : reader().timeZone);

/** "23:59 UTC", without the words that a language puts between the hour and the zone. */
function clockIn(locale: string, at: string, timeZone: string): string {
  const parts = format(locale, timeZone, "clock").formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("hour")}:${part("minute")} ${part("timeZoneName")}`;
}

/** Moments as a language writes them, in the zone of the reader; `at` is RFC 3339, or a day of UTC for `day`. */
export function zonedTime(locale: string) {
  const dayIn = (at: string, timeZone: string) => format(locale, timeZone, "day").format(new Date(at));
  return {
    /** "3 Oct 2026". */
    day: (at: string) => dayIn(at, zoneOf(at)),
    /** "3 Oct" of UTC. */
    dayShort: (at: string) => format(locale, "UTC", "dayShort").format(new Date(at)),
    /** "23:59 CEST". */
    clock: (at: string) => clockIn(locale, at, reader().timeZone),
    /** "3 Oct 2026 23:59 CEST". */
    instant: (at: string) => `${dayIn(at, reader().timeZone)} ${clockIn(locale, at, reader().timeZone)}`,
    /** "3 Oct 2026 21:59 UTC", for beside it. */
    instantUtc: (at: string) => `${dayIn(at, "UTC")} ${clockIn(locale, at, "UTC")}`,
    /** "3 Oct 2026, 23:59:04". */
    exact: (at: string) => format(locale, reader().timeZone, "exact").format(new Date(at)),
    /** "Mon, 2 Mar 2026, 02:00 CET" in a zone that is named. */
    due: (at: string | Date, timeZone: string) => format(locale, timeZone, "due").format(new Date(at)),
    zone: () => reader().timeZone,
  };
}

/** The day (YYYY-MM-DD) of the reader that an instant falls on. */
export function readersDay(at: string): string {
  return format("sv", reader().timeZone, "date").format(new Date(at));
}
