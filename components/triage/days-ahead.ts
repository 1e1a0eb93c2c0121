const dayMs = 24 * 60 * 60 * 1000;

/** Longest that an acceptance may last, in days. */
export const mostDaysAhead = 366;

/** So many days from now, RFC 3339. */
export function inDays(days: number, now: number): string {
  return new Date(now + days * dayMs).toISOString();
}

/** The end of a day (YYYY-MM-DD) where the browser stands, RFC 3339; null where it is no day. */
export function endOfDay(day: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = new Date(`${day}T23:59:59`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** A day of the browser as a field of days writes it, so many days from now. */
export function dayAhead(days: number, now: number): string {
  const at = new Date(now + days * dayMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Whole days from now to an instant. */
export function daysUntil(at: string, now: number): number {
  return Math.round((Date.parse(at) - now) / dayMs);
}

/** True for an instant to come within so many days. */
export function isAhead(at: string | null, now: number, most = mostDaysAhead): at is string {
  return at !== null && Date.parse(at) > now && Date.parse(at) <= now + most * dayMs;
}
