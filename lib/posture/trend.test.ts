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
  complete: true,
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

test("a partial scan that came to no node changes nothing, and adds no day", () => {
  const before = scan("a", "2026-11-01T08:00:00Z", 2);
  const stopped = { ...scan("a", "2026-11-02T08:00:00Z", 2), passed: 0, nodes: { known: 10, checked: 0 } };
  assert.deepEqual(trend([before, { ...stopped, complete: false }]), trend([before]));
  assert.deepEqual(trend([{ ...stopped, complete: false }]), []);
  // A complete one that reached nobody is no gap: it looked, and that is what it found.
  assert.equal(trend([before, stopped]).at(-1)?.score, 0);
});

test("a partial scan keeps the passes and nodes of the complete one before it", () => {
  const before = scan("a", "2026-11-01T08:00:00Z", 2);
  const part = {
    ...scan("a", "2026-11-02T08:00:00Z", 3),
    passed: 7,
    nodes: { known: 10, checked: 1 },
    complete: false,
  };
  const [, day] = trend([before, part]);
  assert.deepEqual([day?.counts?.high, day?.nodesChecked, day?.score], [3, 9, 58]);
  assert.equal(trend([part])[0]?.nodesChecked, 1);
});

test("days are those of UTC", () => {
  assert.equal(trend([scan("a", "2026-11-02T01:00:00+02:00", 0)])[0]?.day, "2026-11-01");
});

test("no scan, no point", () => {
  assert.deepEqual(trend([]), []);
});
