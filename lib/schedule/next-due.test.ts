import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextDue, upcoming } from "./index.ts";

const cases: [title: string, cron: string, zone: string, after: string, due: string[]][] = [
  ["is due at the next full hour", "0 * * * *", "UTC", "2026-11-21T10:00:00Z", ["2026-11-21T11:00:00Z"]],
  [
    "follows London into summer time",
    "0 2 * * *",
    "Europe/London",
    "2026-03-28T00:00:00Z",
    ["2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"],
  ],
  [
    "is due once, when the clocks have moved, on the day London skips 01:30",
    "30 1 * * *",
    "Europe/London",
    "2026-03-28T12:00:00Z",
    ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"],
  ],
  [
    "is due once, at the first pass, on the day London has 01:30 twice",
    "30 1 * * *",
    "Europe/London",
    "2026-10-24T12:00:00Z",
    ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"],
  ],
  [
    "is not due again when it is asked between the two passes",
    "30 1 * * *",
    "Europe/London",
    "2026-10-25T00:45:00Z",
    ["2026-10-26T01:30:00Z"],
  ],
  [
    "is due once on the day New York skips 02:30",
    "30 2 * * *",
    "America/New_York",
    "2026-03-07T12:00:00Z",
    ["2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"],
  ],
  [
    "is due once on the day New York has 01:30 twice",
    "30 1 * * *",
    "America/New_York",
    "2026-10-31T12:00:00Z",
    ["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"],
  ],
  [
    "keeps an hourly rhythm through New York's 25-hour day",
    "0 * * * *",
    "America/New_York",
    "2026-11-01T04:30:00Z",
    ["2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z", "2026-11-01T07:00:00Z"],
  ],
  [
    "is due once on the day Lord Howe skips 02:15 by moving half an hour",
    "15 2 * * *",
    "Australia/Lord_Howe",
    "2026-10-03T00:00:00Z",
    ["2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"],
  ],
  [
    "is due once on the day Lord Howe has 01:45 twice",
    "45 1 * * *",
    "Australia/Lord_Howe",
    "2026-04-04T00:00:00Z",
    ["2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"],
  ],
  ["waits for a leap year", "0 0 29 2 *", "UTC", "2026-03-01T00:00:00Z", ["2028-02-29T00:00:00Z"]],
  [
    "means either, as cron does, when both kinds of day are given",
    "0 0 13 * 5",
    "UTC",
    "2026-03-01T00:00:00Z",
    ["2026-03-06T00:00:00Z", "2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z"],
  ],
];

describe("a schedule", () => {
  for (const [title, cron, zone, after, due] of cases) {
    it(title, () => {
      const found = upcoming(cron, zone, new Date(after), due.length).map((date) => date.toISOString());
      assert.deepEqual(
        found,
        due.map((text) => new Date(text).toISOString()),
      );
      assert.equal(nextDue(cron, zone, new Date(after))?.toISOString(), found[0]);
    });
  }

  it("that never fires has no next time", () => {
    assert.equal(nextDue("0 0 30 2 *", "UTC", new Date("2026-01-01T00:00:00Z")), null);
  });

  it("that is daily is due exactly once on every local day of a year, whatever the zone's clocks do", () => {
    for (const zone of ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]) {
      for (const cron of ["30 1 * * *", "15 2 * * *", "0 2 * * *", "59 23 * * *"]) {
        const runs = upcoming(cron, zone, new Date("2026-01-01T12:00:00Z"), 365);
        const local = runs.map((run) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(run));
        assert.equal(new Set(local).size, 365, `${cron} in ${zone}`);
        assert.ok(runs.every((run, index) => run.getTime() - (runs[index - 1]?.getTime() ?? 0) > 22 * 3_600_000));
      }
    }
  });
});
