const short = new Intl.DateTimeFormat("de-DE", { day: "numeric", month: "short", timeZone: "UTC" });
const long = new Intl.DateTimeFormat("de-DE", { dateStyle: "long", timeZone: "UTC" });

const midnight = (day: string) => new Date(`${day}T00:00:00Z`);
/** "3. Okt." and "3. Oktober 2026" of YYYY-MM-DD. */
export const dayShort = (day: string) => short.format(midnight(day));
export const dayLong = (day: string) => long.format(midnight(day));
