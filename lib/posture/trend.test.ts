import assert from "node:assert/strict";
import { test } from "node:test";
import { noCounts } from "./score.ts";
import { type TrendScan, trend } from "./trend.ts";

const scan = (clusterId: string, finishedAt: string, high: number): TrendScan => ({
  clusterId,
  finishedAt,
  passed: 85,
  unknown: 0,
  open: { ...noCounts(), high },
  nodes: { known: 10, checked: 9 },
});

test("the last scan of a day is its point, and a day without a scan has none", () => {
  const points = trend([
    scan("a", "2026-11-03T08:00:00Z", 1),
    scan("a", "2026-11-01T23:59:59Z", 5),
    scan("a", "2026-11-01T08:00:00Z", 9),
  ]);
  assert.deepEqual(
    points.map(({ day, counts, score }) => [day, counts?.high, score]),
    [
      ["2026-11-01", 5, 47],
      ["2026-11-03", 1, 76],
    ],
  );
});

test("a cluster that was not scanned on a day counts as it last stood", () => {
  const points = trend([scan("a", "2026-11-01T08:00:00Z", 4), scan("b", "2026-11-02T08:00:00Z", 1)]);
  assert.deepEqual(
    points.map(({ counts, nodesKnown, nodesChecked }) => [counts?.high, nodesKnown, nodesChecked]),
    [
      [4, 10, 9],
      [5, 20, 18],
    ],
  );
});

test("days are those of UTC", () => {
  assert.equal(trend([scan("a", "2026-11-02T01:00:00+02:00", 0)])[0]?.day, "2026-11-01");
});

test("no scan, no point", () => {
  assert.deepEqual(trend([]), []);
});
