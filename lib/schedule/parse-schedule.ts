import { Cron } from "croner";
import { AppError, messageOf } from "../domain/errors.ts";

const shortestMinutes = 5;
const fields = ["minute", "hour", "day of the month", "month", "day of the week"];
// A cron line of five fields has no year, so any start is as good as another; "29 February" is found within eight years.
const anyStart = new Date("2026-01-01T00:00:00Z");

/** Throws AppError("invalid") unless `timeZone` is an IANA name such as Europe/London. */
function checkTimeZone(timeZone: string): void {
  try {
    // Offsets such as +01:00 are known to Intl too, but have no daylight saving: a name is asked for.
    if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError("not a name");
    new Intl.DateTimeFormat("en", { timeZone });
  } catch (cause) {
    throw new AppError(
      "invalid",
      `Time zone "${timeZone}" is not known; use an IANA name such as UTC, Europe/London or America/New_York.`,
      { cause },
    );
  }
}

/** The field that makes the line invalid: the first that is refused beside four stars. */
function wrongField(parts: string[]): string | null {
  const index = parts.findIndex((part, at) => {
    const alone = fields.map((_, other) => (other === at ? part : "*")).join(" ");
    try {
      new Cron(alone, { mode: "5-part", paused: true });
      return false;
    } catch {
      // The refusal is what is looked for.
      return true;
    }
  });
  return index < 0 ? null : `the ${fields[index]} "${parts[index]}"`;
}

/** A cron line of five fields in a zone, ready to be asked. Throws AppError("invalid") that names the wrong field. */
export function cronOf(cron: string, timeZone: string): Cron {
  checkTimeZone(timeZone);
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== 5) {
    throw new AppError(
      "invalid",
      `"${cron}" is not a cron line of five fields (${fields.join(", ")}), such as "0 2 * * *" for 02:00 every day.`,
    );
  }
  try {
    return new Cron(parts.join(" "), { mode: "5-part", timezone: timeZone, paused: true });
  } catch (cause) {
    const where = wrongField(parts) ?? messageOf(cause);
    throw new AppError("invalid", `Cron line "${cron}" is not valid: ${where} is not understood.`, { cause });
  }
}

/** Throws AppError("invalid") with a sentence for a line or zone that is wrong, never fires or fires too often. */
export function parseSchedule(cron: string, timeZone: string): void {
  const runs = cronOf(cron, timeZone).nextRuns(120, anyStart);
  if (runs.length === 0) {
    throw new AppError("invalid", `Cron line "${cron}" never fires: no year has such a day.`);
  }
  const gaps = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0));
  if (gaps.some((gap) => gap < shortestMinutes * 60_000)) {
    throw new AppError(
      "invalid",
      `Cron line "${cron}" fires more often than every ${shortestMinutes} minutes, which is the shortest that is allowed.`,
    );
  }
}
