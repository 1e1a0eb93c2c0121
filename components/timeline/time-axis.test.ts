import assert from "node:assert/strict";
import { test } from "node:test";
import { groupClose, shareOf, ticksOf } from "./time-axis.ts";

const week = { from: "2026-11-01T00:00:00.000Z", to: "2026-11-08T00:00:00.000Z" };

test("an instant stands where it is in the range, and what lies outside at its edge", () => {
  assert.equal(shareOf("2026-11-04T12:00:00.000Z", week), 0.5);
  assert.equal(shareOf("2026-10-01T00:00:00.000Z", week), 0);
  assert.equal(shareOf("2027-01-01T00:00:00.000Z", week), 1);
  assert.equal(shareOf(week.from, { from: week.from, to: week.from }), 0);
});

test("ticks are round, inside the range, and few", () => {
  const days = ticksOf(week);
  assert.equal(days.length, 8);
  assert.ok(days.every(({ at, clock }) => at.endsWith("T00:00:00.000Z") && !clock));
  const hours = ticksOf({ from: "2026-11-01T00:10:00.000Z", to: "2026-11-01T06:10:00.000Z" });
  assert.deepEqual(
    hours.map(({ at }) => at.slice(11, 16)),
    ["01:00", "02:00", "03:00", "04:00", "05:00", "06:00"],
  );
  assert.ok(hours.every(({ clock }) => clock));
  assert.ok(ticksOf({ from: "2016-01-01T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" }).length <= 8);
});

test("marks that would lie on each other become one, at the first of them", () => {
  const at = (day: string) => ({ at: `2026-11-0${day}:00:00.000Z` });
  const groups = groupClose([at("5T00"), at("2T00"), at("2T03")], week, 0.05);
  assert.deepEqual(
    groups.map(({ items }) => items.length),
    [2, 1],
  );
  assert.deepEqual(
    groups[0]?.items.map((item) => item.at),
    ["2026-11-02T00:00:00.000Z", "2026-11-02T03:00:00.000Z"],
  );
});
