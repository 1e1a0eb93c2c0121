import { addDays, lengthOf } from "../../components/charts/scale.ts";
import * as t from "../../lib/messages/index.ts";

/** Lengths that are one click away, in days. */
export const trendLengths = [7, 30, 90, 365] as const;
export type TrendLength = (typeof trendLengths)[number];

const mostDays = 1100;

export interface TrendRange {
  from: string;
  to: string;
  /** The preset it is; null for days that were typed. */
  preset: TrendLength | null;
}

/** What was typed, and why it is no range: one sentence for a field. */
export interface BadRange {
  errors: { from?: string; to?: string };
}

const words = t.trendChoices.range;

/** YYYY-MM-DD of a day that exists, else null. */
function dayOf(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text) ? text : null;
}

/** The days that are asked for: a preset that ends today, or two days of one's own. `today` is YYYY-MM-DD in UTC. */
export function readRange(
  {
    days = 30,
    from = "",
    to = "",
  }: { days?: TrendLength | undefined; from?: string | undefined; to?: string | undefined },
  today: string,
): TrendRange | BadRange {
  const typed = { from: from.trim(), to: to.trim() };
  if (typed.from === "" && typed.to === "") return { from: addDays(today, 1 - days), to: today, preset: days };
  const first = dayOf(typed.from);
  const last = dayOf(typed.to);
  const errors = {
    ...(first ? {} : { from: words.noDay(typed.from) }),
    ...(last ? {} : { to: words.noDay(typed.to) }),
  };
  if (!first || !last) return { errors };
  if (last > today) return { errors: { to: words.ahead(today) } };
  if (last < first) return { errors: { to: words.backwards } };
  if (lengthOf(first, last) > mostDays) return { errors: { from: words.tooLong(mostDays) } };
  return { from: first, to: last, preset: null };
}

/** As many days again, right before the range: what it is compared with. */
export function rangeBefore({ from, to }: Pick<TrendRange, "from" | "to">): { from: string; to: string } {
  return { from: addDays(from, -lengthOf(from, to)), to: addDays(from, -1) };
}
