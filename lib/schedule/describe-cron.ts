const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function dayName(word: string): string | null {
  if (/^[0-7]$/.test(word)) return days[Number(word)] ?? null;
  return days.find((day) => day.slice(0, 3).toUpperCase() === word.toUpperCase()) ?? null;
}

function daysInWords(field: string): string | null {
  const range = field.split("-");
  const [from, to] = range.map(dayName);
  if (range.length === 2) return from && to ? `${from} to ${to}` : null;
  const named = field.split(",").map(dayName);
  if (named.some((name) => name === null)) return null;
  const last = named.pop();
  return named.length > 0 ? `${named.join(", ")} and ${last}` : (last ?? null);
}

function isNumber(field: string): boolean {
  return /^\d{1,2}$/.test(field);
}

function withinTheDay(minute: string, hour: string): string | null {
  const step = /^\*\/(\d+)$/;
  if (minute === "*" && hour === "*") return "every minute";
  if (hour === "*") {
    const every = step.exec(minute)?.[1];
    if (every) return 60 % Number(every) === 0 ? `every ${every} minutes` : null;
    if (minute === "0") return "every hour";
    return isNumber(minute) ? `every hour at ${minute.padStart(2, "0")} past` : null;
  }
  if (!isNumber(minute)) return null;
  const every = step.exec(hour)?.[1];
  if (every) {
    const at = minute === "0" ? "" : ` at ${minute.padStart(2, "0")} past`;
    return 24 % Number(every) === 0 ? `every ${every} hours${at}` : null;
  }
  return isNumber(hour) ? `at ${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` : null;
}

/** A cron line in short words ("every day at 02:00"), or the line itself where words would be longer than it. */
export function describeCron(cron: string): string {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = cron.trim().split(/\s+/);
  const time = withinTheDay(minute, hour);
  if (time === null || month !== "*") return cron;
  const clock = time.startsWith("at ");
  if (day === "*" && weekday === "*") return clock ? `every day ${time}` : time;
  if (day === "*") {
    const words = daysInWords(weekday);
    if (words === null) return cron;
    return clock ? `every ${words} ${time}` : `${time}, ${words}`;
  }
  if (weekday !== "*" || !isNumber(day)) return cron;
  return clock ? `on day ${day} of every month ${time}` : `${time} on day ${day} of every month`;
}
