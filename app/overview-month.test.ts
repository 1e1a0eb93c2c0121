import assert from "node:assert/strict";
import { test } from "node:test";
import { monthAgo, openSum } from "./overview-month.ts";

const counts = { critical: 1, high: 2, medium: 3, low: 4, info: 5 };
const point = (day: string, of: typeof counts | null = counts) => ({
  ...{ day, counts: of, score: 70, nodesChecked: 1, nodesKnown: 1 },
});
const now = new Date("2026-11-21T12:00:00Z");

test("a month ago is the last day that was scanned then", () => {
  const points = [point("2026-10-14"), point("2026-10-19"), point("2026-10-22", null), point("2026-10-23")];
  assert.equal(monthAgo(points, now)?.day, "2026-10-19");
});

test("where nothing was scanned within the week before, nothing is made up", () => {
  assert.equal(monthAgo([point("2026-10-13"), point("2026-11-20")], now), null);
  assert.equal(monthAgo([], now), null);
});

test("open findings are those of every severity", () => assert.equal(openSum(counts), 15));
