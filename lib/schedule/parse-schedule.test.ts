import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../domain/errors.ts";
import { parseSchedule } from "./index.ts";

const refused: [cron: string, zone: string, sentence: RegExp][] = [
  ["0 0 30 2 *", "UTC", /never fires/],
  ["0 0 31 4,6,9,11 *", "UTC", /never fires/],
  ["0 25 * * *", "UTC", /the hour "25"/],
  ["61 * * * *", "UTC", /the minute "61"/],
  ["0 0 0 * *", "UTC", /the day of the month "0"/],
  ["0 0 * XYZ *", "UTC", /the month "XYZ"/],
  ["0 0 * * 9", "UTC", /the day of the week "9"/],
  ["0 0 * *", "UTC", /five fields/],
  ["0 0 0 1 1 *", "UTC", /five fields/],
  ["@daily", "UTC", /five fields/],
  ["2026-05-05T00:00:00", "UTC", /five fields/],
  ["", "UTC", /five fields/],
  ["* * * * *", "UTC", /more often than every 5 minutes/],
  ["0,1 3 * * *", "UTC", /more often/],
  ["58,2 * * * *", "UTC", /more often/],
  ["0 2 * * *", "Mars/Olympus", /Time zone "Mars\/Olympus" is not known/],
  ["0 2 * * *", "+01:00", /Time zone "\+01:00"/],
  ["0 2 * * *", "", /Time zone ""/],
];

describe("a cron line", () => {
  for (const [cron, zone, sentence] of refused) {
    it(`"${cron}" in "${zone}" is refused with the reason`, () => {
      assert.throws(
        () => parseSchedule(cron, zone),
        (error: unknown) => error instanceof AppError && error.code === "invalid" && sentence.test(error.message),
      );
    });
  }

  for (const cron of ["*/15 * * * *", "0 2 * * MON-FRI", "0 2 * * 6,0", "0 3 1 */3 *", "*/25 * * * *", "0 0 13 * 5"]) {
    it(`"${cron}" is accepted`, () => {
      assert.doesNotThrow(() => parseSchedule(cron, "Europe/London"));
    });
  }
});
