import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAhead, daysUntil, endOfDay, inDays, isAhead } from "./days-ahead.ts";

const now = Date.parse("2026-10-03T12:00:00Z");

test("an end lies so many days ahead, and a day lasts until its last second", () => {
  assert.equal(inDays(90, now), "2027-01-01T12:00:00.000Z");
  const end = endOfDay("2026-12-31");
  assert.ok(end);
  assert.equal(new Date(end).getHours(), 23);
  assert.equal(daysUntil(inDays(30, now), now), 30);
});

test("what is no day has no end, and neither has one that does not exist", () => {
  assert.equal(endOfDay(""), null);
  assert.equal(endOfDay("tomorrow"), null);
  assert.equal(endOfDay("2026-13-40"), null);
});

test("only what lies between now and a year ahead may be an end", () => {
  assert.equal(isAhead(inDays(-1, now), now), false);
  assert.equal(isAhead(inDays(365, now), now), true);
  assert.equal(isAhead(inDays(400, now), now), false);
  assert.equal(isAhead(null, now), false);
  assert.equal(dayAhead(0, now).length, 10);
});
