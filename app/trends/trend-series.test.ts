import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chartColumns,
  chartMarks,
  dayColumns,
  exposureSeries,
  openPorts,
  scoreSeries,
  severitySeries,
  weekColumns,
  weekSeries,
} from "./trend-series.ts";
import { dayPoint, noneOpen, trendsOf, trendWeek } from "./trends-fixture.ts";

test("every day of the range has a column, and one without a scan has no value: no zero, no line", () => {
  const days = dayColumns(trendsOf([dayPoint("2026-10-02"), dayPoint("2026-10-10", { at: null })]));
  assert.equal(days.length, 10);
  const critical = severitySeries(days)[0];
  assert.deepEqual(critical?.values, [null, 1, null, null, null, null, null, null, null, 1]);
  assert.deepEqual(scoreSeries(days)[0]?.values.slice(0, 2), [null, 80]);
});

test("a column says its day with year and zone, today that it is now", () => {
  const columns = chartColumns(dayColumns(trendsOf([dayPoint("2026-10-10", { at: null })])));
  assert.equal(columns[0]?.name, "1 October 2026, end of the day in UTC");
  assert.equal(columns[9]?.name, "10 October 2026, now");
});

test("a day without a score has no point of it, though its findings are counted", () => {
  const days = dayColumns(trendsOf([dayPoint("2026-10-01", { score: null })]));
  assert.equal(scoreSeries(days)[0]?.values[0], null);
  assert.equal(severitySeries(days)[0]?.values[0], 1);
});

test("a class has a line for each vantage; a vantage that a day did not have is a gap there", () => {
  const inside = { section: "kubelet", vantage: "worker-node", open: 4 } as const;
  const outside = { section: "nodeport", vantage: "internet", open: 2 } as const;
  const first = dayPoint("2026-10-01", { exposures: [inside, outside] });
  const second = dayPoint("2026-10-02", { exposures: [inside] });
  const { shown, quiet } = exposureSeries(dayColumns(trendsOf([first, second])));
  assert.deepEqual(
    shown.map(({ section, series }) => [section, series.map(({ id, values }) => [id, ...values.slice(0, 3)])]),
    [
      [
        "kubelet",
        [
          ["internet", 0, null, null],
          ["worker-node", 4, 4, null],
        ],
      ],
      [
        "nodeport",
        [
          ["internet", 2, null, null],
          ["worker-node", 0, 0, null],
        ],
      ],
    ],
  );
  assert.deepEqual(quiet, ["etcd", "api-server", "control-plane", "other"]);
  assert.equal(openPorts(second, "kubelet", "internet"), null);
});

test("lines of one chart are told apart without colour", () => {
  const exposures = (["internet", "other-network", "worker-node"] as const).map((vantage) => ({
    section: "kubelet" as const,
    vantage,
    open: 1,
  }));
  const { shown } = exposureSeries(dayColumns(trendsOf([dayPoint("2026-10-01", { exposures })])));
  const strokes = shown[0]?.series.map(({ stroke }) => stroke) ?? [];
  assert.equal(new Set(strokes).size, 3);
});

test("what came stands in one bar of a week and what went in the other; accepted only where any was", () => {
  const week = trendWeek("2026-10-05", "2026-10-10", {
    opened: { ...noneOpen, high: 3 },
    fixed: { ...noneOpen, low: 2 },
    ended: { "node-gone": 1, "check-retired": 0, "out-of-scope": 1 },
  });
  assert.deepEqual(
    weekSeries([week]).map(({ id, bar, values }) => [id, bar, values[0]]),
    [
      ["opened", 0, 3],
      ["reopened", 0, 0],
      ["fixed", 1, 2],
      ["ended", 1, 2],
    ],
  );
  assert.equal(weekSeries([{ ...week, accepted: 1 }]).at(-1)?.id, "accepted");
});

test("weeks begin on Monday, are cut at the ends of the range, and one without a scan is a gap", () => {
  const columns = weekColumns(trendsOf([], { weeks: [trendWeek("2026-10-01", "2026-10-04")] }));
  assert.deepEqual(
    columns.map(({ from, to, week }) => [from, to, week !== null]),
    [
      ["2026-10-01", "2026-10-04", true],
      ["2026-10-05", "2026-10-10", false],
    ],
  );
  assert.deepEqual(weekSeries(columns.map(({ week }) => week))[0]?.values, [0, null]);
});

test("marks stand at their day and lead to what changed; those outside the range are left out", () => {
  const trends = trendsOf([], {
    marks: [
      { day: "2026-10-04", kind: "rules", names: ["etcd-no-auth"] },
      { day: "2026-10-05", kind: "cluster-added", names: ["tender"] },
      { day: "2026-10-06", kind: "cluster-added", names: ["a", "b", "c"] },
      { day: "2026-11-04", kind: "cluster-added", names: ["lagoon"] },
    ],
  });
  assert.deepEqual(chartMarks(trends, dayColumns(trends)), [
    {
      column: 3,
      label: "rules changed here",
      detail: "etcd-no-auth",
      href: "/changes?kind=rules-changed&from=2026-10-04&to=2026-10-04",
    },
    { column: 4, label: "tender added", detail: "first scanned on this day", href: "/clusters" },
    { column: 5, label: "3 clusters added", detail: "a, b, c", href: "/clusters" },
  ]);
});

test("drawn by today's rules the chart says from which day on", () => {
  const query = { ...trendsOf([]).query, rules: "now" as const };
  const trends = trendsOf([], { query, replayedFrom: "2026-10-05" });
  const [mark] = chartMarks(trends, dayColumns(trends));
  assert.deepEqual([mark?.column, mark?.label], [4, "today's rules from here"]);
  assert.deepEqual(chartMarks({ ...trends, query: { ...query, rules: "then" } }, dayColumns(trends)), []);
});
