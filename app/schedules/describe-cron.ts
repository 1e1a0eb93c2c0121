import * as t from "../../lib/messages/index.ts";

const words = t.schedules.cron;

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

function dayName(field: string): string | null {
  const day = /^[0-7]$/.test(field) ? weekdays[Number(field)] : weekdays.find((one) => one === field.toLowerCase());
  return day ? words.days[day] : null;
}

function daysInWords(field: string): string | null {
  const range = field.split("-");
  const [from, to] = range.map(dayName);
  if (range.length === 2) return from && to ? words.range(from, to) : null;
  const named = field.split(",").map(dayName);
  const known = named.filter((name) => name !== null);
  return known.length === named.length ? words.list(known) : null;
}

function isNumber(field: string): boolean {
  return /^\d{1,2}$/.test(field);
}

/** A time of the day, or a rhythm through it: only before a time of the day come the words for its days. */
interface WithinTheDay {
  text: string;
  isClock: boolean;
}

function rhythm(text: string): WithinTheDay {
  return { text, isClock: false };
}

function withinTheDay(minute: string, hour: string): WithinTheDay | null {
  const step = /^\*\/(\d+)$/;
  if (minute === "*" && hour === "*") return rhythm(words.everyMinute);
  if (hour === "*") {
    const every = Number(step.exec(minute)?.[1] ?? 0);
    if (every > 0) return 60 % every === 0 ? rhythm(words.everyMinutes(every)) : null;
    if (minute === "0") return rhythm(words.everyHour);
    return isNumber(minute) ? rhythm(words.past(words.everyHour, minute.padStart(2, "0"))) : null;
  }
  if (!isNumber(minute)) return null;
  const every = Number(step.exec(hour)?.[1] ?? 0);
  if (every > 0) {
    if (24 % every !== 0) return null;
    const text = words.everyHours(every);
    return rhythm(minute === "0" ? text : words.past(text, minute.padStart(2, "0")));
  }
  return isNumber(hour)
    ? { text: words.at(`${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`), isClock: true }
    : null;
}

/** A cron line in short words ("every day at 02:00"), or the line itself where words would be longer than it. */
export function describeCron(cron: string): string {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = cron.trim().split(/\s+/);
  const time = withinTheDay(minute, hour);
  if (time === null || month !== "*") return cron;
  if (day === "*" && weekday === "*") return time.isClock ? words.everyDay(time.text) : time.text;
  if (day === "*") {
    const days = daysInWords(weekday);
    if (days === null) return cron;
    return time.isClock ? words.onDays(days, time.text) : words.during(time.text, days);
  }
  if (weekday !== "*" || !isNumber(day)) return cron;
  return time.isClock ? words.onMonthDay(day, time.text) : words.duringMonthDay(time.text, day);
}
