import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { describeCron } from "./describe-cron.ts";

const described: [cron: string, en: string, de: string][] = [
  ["* * * * *", "every minute", "jede Minute"],
  ["0 * * * *", "every hour", "jede Stunde"],
  ["15 * * * *", "every hour at 15 past", "jede Stunde zur Minute 15"],
  ["*/15 * * * *", "every 15 minutes", "alle 15 Minuten"],
  ["0 */6 * * *", "every 6 hours", "alle 6 Stunden"],
  ["5 */6 * * *", "every 6 hours at 05 past", "alle 6 Stunden zur Minute 05"],
  ["30 2 * * *", "every day at 02:30", "täglich um 02:30"],
  ["0 2 * * 1", "every Monday at 02:00", "montags um 02:00"],
  ["0 2 * * MON-FRI", "every Monday to Friday at 02:00", "montags bis freitags um 02:00"],
  ["0 2 * * 6,0", "every Saturday and Sunday at 02:00", "samstags und sonntags um 02:00"],
  ["0 2 * * 7", "every Sunday at 02:00", "sonntags um 02:00"],
  ["0 * * * 1-5", "every hour, Monday to Friday", "jede Stunde, montags bis freitags"],
  ["0 3 1 * *", "on day 1 of every month at 03:00", "am 1. jedes Monats um 03:00"],
  ["0 * 1 * *", "every hour on day 1 of every month", "jede Stunde am 1. jedes Monats"],
  ["0 3 1 */3 *", "0 3 1 */3 *", "0 3 1 */3 *"],
  ["*/25 * * * *", "*/25 * * * *", "*/25 * * * *"],
  ["0 0 13 * 5", "0 0 13 * 5", "0 0 13 * 5"],
  ["0 0 * * 1,X", "0 0 * * 1,X", "0 0 * * 1,X"],
];

afterEach(() => {
  globalThis.breakwaterReader = undefined;
});

for (const [cron, en, de] of described) {
  test(`"${cron}" reads "${en}" and "${de}"`, () => {
    assert.equal(describeCron(cron), en);
    globalThis.breakwaterReader = () => ({ language: "de", timeZone: "UTC" });
    assert.equal(describeCron(cron), de);
  });
}
