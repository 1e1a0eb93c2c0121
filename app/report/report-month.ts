import { addDays } from "../../components/charts/scale.ts";
import * as t from "../../lib/messages/index.ts";

export interface ReportMonth {
  /** YYYY-MM. */
  month: string;
  /** First and last day of it, YYYY-MM-DD; the last is today while it runs. */
  from: string;
  to: string;
  /** Not over yet. */
  running: boolean;
}

/** The month so many later; negative is earlier. */
export function addMonths(month: string, by: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The days of a month as far as they have begun. `today` is YYYY-MM-DD in UTC. */
export function monthOf(month: string, today: string): ReportMonth {
  const end = addDays(`${addMonths(month, 1)}-01`, -1);
  const running = end >= today;
  return { month, from: `${month}-01`, to: running ? today : end, running };
}

const words = t.report.form;

/** The month that an address names, or why it is none. */
export function readMonth(text: string, today: string): ReportMonth | { error: string } {
  const given = text.trim();
  if (!/^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(given)) return { error: words.bad(given) };
  const now = today.slice(0, 7);
  return given > now ? { error: words.ahead(now) } : monthOf(given, today);
}

/** Which month is shown where none is asked for: the last whole one, and this one where nothing is known of that. */
export function defaultMonth(today: string, firstDay: string | null): ReportMonth {
  const last = monthOf(addMonths(today.slice(0, 7), -1), today);
  return firstDay !== null && firstDay <= last.to ? last : monthOf(today.slice(0, 7), today);
}
