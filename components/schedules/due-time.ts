import * as t from "../../lib/messages/index.ts";

/** "Mon, 2 Mar 2026, 02:00 GMT" in the zone that a schedule is written in. */
export function dueTime(at: string | Date, timeZone: string): string {
  return t.time.due(at, timeZone);
}
