import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrendPoint } from "../lib/domain/views/overview-view.ts";
import { axisOf, gapsOf, stack, trendDays } from "./trend-days.ts";

const point = (day: string, critical = 1): TrendPoint => ({
  day,
  counts: { critical, high: 0, medium: 2, low: 0, info: 1 },
  score: 80,
  nodesChecked: 3,
  nodesKnown: 3,
});

test("a day without a scan is a gap, not a zero", () => {
  const days = trendDays([point("2026-03-28"), point("2026-03-31")], 5, "2026-03-31T23:10:00Z");
  assert.deepEqual(
    days.map(({ day, point: found }) => [day, found !== null]),
    [
      ["2026-03-27", false],
      ["2026-03-28", true],
      ["2026-03-29", false],
      ["2026-03-30", false],
      ["2026-03-31", true],
    ],
  );
  assert.deepEqual(gapsOf(days), [
    { from: 0, length: 1 },
    { from: 2, length: 2 },
  ]);
});

test("a day whose scan counted nothing usable is a gap too", () => {
  const days = trendDays([{ ...point("2026-03-31"), counts: null }], 1, "2026-03-31");
  assert.equal(days[0]?.point, null);
});

test("the worst severity lies at the bottom and layers touch", () => {
  assert.deepEqual(stack({ critical: 1, high: 0, medium: 2, low: 0, info: 1 }), [
    { severity: "critical", from: 0, to: 1 },
    { severity: "medium", from: 1, to: 3 },
    { severity: "info", from: 3, to: 4 },
  ]);
});

test("the axis covers the value in few whole steps", () => {
  for (const value of [0, 1, 3, 4, 7, 19, 34, 60, 101, 250, 999, 12_345]) {
    const { top, ticks } = axisOf(value);
    assert.ok(top >= value, `${top} covers ${value}`);
    assert.ok(ticks.length >= 2 && ticks.length <= 6, `${ticks.length} ticks for ${value}`);
    assert.ok(ticks.every(Number.isInteger), `whole findings for ${value}`);
  }
});
