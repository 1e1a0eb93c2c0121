const dayMs = 24 * 60 * 60 * 1000;

/** True for a date of the calendar written YYYY-MM-DD. */
export function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const time = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
}

/** UTC day of an instant, YYYY-MM-DD. */
export function dayOf(time: Date | string): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day so many days later, or earlier where negative. */
export function addDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00.000Z`) + days * dayMs));
}

/** Last instant of a day: what stood then is how things stood that day. RFC 3339. */
export function endOfDay(day: string): string {
  return `${day}T23:59:59.999Z`;
}

/** Number of days from the first to the last, both included; 0 or less where they are the wrong way round. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / dayMs) + 1;
}

/** The Monday on which a day's week began. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7));
}
