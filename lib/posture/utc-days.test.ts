import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, dayOf, daysBetween, isDay, mondayOf } from "./utc-days.ts";

test("only dates that the calendar has are days", () => {
  for (const day of ["2024-02-29", "2026-12-31"]) assert.ok(isDay(day), day);
  for (const day of ["2026-02-29", "2026-13-01", "2026-1-1", "0000-00-00", "today", "2026-11-01T00:00:00Z", ""]) {
    assert.ok(!isDay(day), day);
  }
});

test("days are those of UTC, and are counted with both ends", () => {
  assert.equal(dayOf("2026-11-02T01:00:00+02:00"), "2026-11-01");
  assert.equal(addDays("2026-02-28", 1), "2026-03-01");
  assert.equal(daysBetween("2026-03-28", "2026-03-30"), 3);
  assert.equal(daysBetween("2026-03-30", "2026-03-29"), 0);
});

test("a week began on the Monday on or before a day", () => {
  assert.deepEqual(["2026-11-01", "2026-11-02", "2026-11-08"].map(mondayOf), [
    "2026-10-26",
    "2026-11-02",
    "2026-11-02",
  ]);
});
