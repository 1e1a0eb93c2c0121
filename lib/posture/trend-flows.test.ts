import assert from "node:assert/strict";
import { test } from "node:test";
import { type TrendFlow, trendRepair, trendWeeks } from "./trend-flows.ts";

const flow = (day: string, kind: TrendFlow["kind"], count = 1, fields: Partial<TrendFlow> = {}): TrendFlow => ({
  ...{ day, kind, severity: "high", count, seconds: 0 },
  ...fields,
});

test("weeks begin on Monday and are cut at the edges of the range", () => {
  // 4 November 2026 is a Wednesday.
  const weeks = trendWeeks({ from: "2026-11-04", to: "2026-11-17" }, [], ["2026-11-04", "2026-11-09", "2026-11-16"]);
  assert.deepEqual(
    weeks.map(({ from, to }) => [from, to]),
    [
      ["2026-11-04", "2026-11-08"],
      ["2026-11-09", "2026-11-15"],
      ["2026-11-16", "2026-11-17"],
    ],
  );
});

test("a week counts what came and how things ended, each by itself", () => {
  const [week, ...others] = trendWeeks(
    { from: "2026-11-02", to: "2026-11-08" },
    [
      flow("2026-11-02", "opened", 3),
      flow("2026-11-08", "opened", 1, { severity: "low" }),
      flow("2026-11-03", "reopened", 2),
      flow("2026-11-03", "fixed", 4),
      flow("2026-11-04", "node-gone", 5),
      flow("2026-11-04", "accepted", 6),
      flow("2026-11-09", "opened", 99),
      flow("2026-11-01", "opened", 99),
    ],
    [],
  );
  assert.deepEqual(others, []);
  assert.deepEqual([week?.opened.high, week?.opened.low, week?.reopened.high, week?.fixed.high], [3, 1, 2, 4]);
  assert.deepEqual([week?.ended, week?.accepted], [{ "node-gone": 5, "check-retired": 0, "out-of-scope": 0 }, 6]);
});

test("a week in which nothing was scanned is absent; one that was scanned and quiet is zero", () => {
  const weeks = trendWeeks({ from: "2026-11-02", to: "2026-11-22" }, [], ["2026-11-03", "2026-11-17"]);
  assert.deepEqual(
    weeks.map(({ from, fixed }) => [from, fixed.high]),
    [
      ["2026-11-02", 0],
      ["2026-11-16", 0],
    ],
  );
});

test("time to repair is the mean of what was fixed alone, and what ended otherwise stands beside it", () => {
  const repair = trendRepair([
    flow("2026-11-02", "fixed", 2, { seconds: 200 }),
    flow("2026-11-20", "fixed", 1, { seconds: 1000 }),
    flow("2026-11-20", "node-gone", 7, { seconds: 9_000_000 }),
    flow("2026-11-20", "accepted", 1, { seconds: 9_000_000 }),
    flow("2026-11-20", "opened", 50),
    flow("2026-11-20", "out-of-scope", 1, { severity: "low", seconds: 5 }),
  ]);
  const of = (severity: string) => repair.find((row) => row.severity === severity);
  assert.deepEqual(of("high"), { severity: "high", fixed: 3, meanSeconds: 400, endedOtherwise: 8 });
  assert.deepEqual(of("low"), { severity: "low", fixed: 0, meanSeconds: null, endedOtherwise: 1 });
  assert.equal(of("critical")?.meanSeconds, null);
});
