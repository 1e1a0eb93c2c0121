import assert from "node:assert/strict";
import { test } from "node:test";
import { overviewTrend } from "./overview-trend.ts";

const counts = { critical: 1, high: 0, medium: 0, low: 0, info: 0 };
const point = (day: string) => ({ day, counts, score: 80, nodesChecked: 3, nodesKnown: 3 });

test("the overview's chart ends today, asks for past days at their end and for today as it stands", () => {
  const now = new Date("2026-11-21T08:00:00Z");
  const trend = overviewTrend([point("2026-11-20"), point("2026-11-21")], { cluster: "c1", days: 7 }, now);
  assert.deepEqual([trend.query.from, trend.query.to, trend.query.clusterId], ["2026-11-15", "2026-11-21", "c1"]);
  assert.deepEqual(
    trend.points.map(({ at }) => at),
    ["2026-11-20T23:59:59.999Z", null],
  );
});

test("a day whose scan counted nothing usable is a gap", () => {
  const now = new Date("2026-11-21T08:00:00Z");
  const trend = overviewTrend([{ ...point("2026-11-20"), counts: null }], { cluster: undefined, days: 7 }, now);
  assert.deepEqual(trend.points, []);
});
