const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const long = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const midnight = (day: string) => new Date(`${day}T00:00:00Z`);
/** "3 Oct" and "3 October 2026" of YYYY-MM-DD. */
export const dayShort = (day: string) => short.format(midnight(day));
export const dayLong = (day: string) => long.format(midnight(day));
