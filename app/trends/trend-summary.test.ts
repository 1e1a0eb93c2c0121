import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acceptancesSummary,
  coverageSummary,
  daysSummary,
  exposuresSummary,
  findingsSummary,
  flowSummary,
  repairSummary,
  scoreSummary,
  slaSummary,
} from "./trend-summary.ts";
import { dayPoint, noneOpen, trendsOf, trendWeek } from "./trends-fixture.ts";

const nothing = { points: [], weeks: [] };
const earlier = { points: [dayPoint("2026-09-30", { open: { ...noneOpen, high: 5 }, score: 71 })], weeks: [] };

test("findings: how many, of which severity, and how that differs from the period before", () => {
  const trends = trendsOf([dayPoint("2026-10-01"), dayPoint("2026-10-09")]);
  assert.equal(
    findingsSummary({ trends, before: earlier }),
    "3 findings (1 critical and 2 medium) were open at the end, 2 fewer than at the end of the 10 days before.",
  );
  assert.match(findingsSummary({ trends, before: nothing }), /nothing before to compare with/);
});

test("one finding is not many, none is none", () => {
  const one = trendsOf([dayPoint("2026-10-09", { open: { ...noneOpen, low: 1 } })]);
  assert.match(findingsSummary({ trends: one, before: nothing }), /^1 finding \(1 low\) was open/);
  const none = trendsOf([dayPoint("2026-10-09", { open: noneOpen })]);
  assert.match(findingsSummary({ trends: none, before: earlier }), /^0 findings were open at the end, 5 fewer/);
});

test("days without a scan are said", () => {
  assert.equal(daysSummary(trendsOf([dayPoint("2026-10-01")])), "1 of 10 days has a scan; hatched days have none.");
});

test("the score compares what is read, not what is rounded away", () => {
  const trends = trendsOf([dayPoint("2026-10-09", { score: 80.4 })]);
  assert.match(scoreSummary({ trends, before: earlier }), /was 80 of 100 at the end, 9 points higher/);
  const unscored = trendsOf([dayPoint("2026-10-09", { score: null })]);
  assert.match(scoreSummary({ trends: unscored, before: earlier }), /no score/);
});

test("coverage names the worst day where one was worse than the last", () => {
  const worse = trendsOf([dayPoint("2026-10-02", { nodesChecked: 1 }), dayPoint("2026-10-09")]);
  assert.equal(coverageSummary(worse), "3 of 3 nodes were checked at the end; at worst 1 of 3 on 2 Oct.");
  assert.match(coverageSummary(trendsOf([dayPoint("2026-10-09")])), /no day was worse/);
  assert.match(coverageSummary(trendsOf([dayPoint("2026-10-09", { nodesKnown: 0, nodesChecked: 0 })])), /No node/);
});

test("exposures add every class and vantage", () => {
  const exposures = [
    { section: "kubelet", vantage: "worker-node", open: 4 },
    { section: "etcd", vantage: "worker-node", open: 1 },
  ] as const;
  const trends = trendsOf([dayPoint("2026-10-09", { exposures: [...exposures] })]);
  assert.match(exposuresSummary({ trends, before: earlier }), /^5 open ports at the end, 5 more than/);
});

test("what came and went; accepted and ended otherwise are no repair", () => {
  const week = trendWeek("2026-10-05", "2026-10-10", {
    opened: { ...noneOpen, high: 3 },
    reopened: { ...noneOpen, low: 1 },
    fixed: { ...noneOpen, low: 2 },
    ended: { "node-gone": 1, "check-retired": 0, "out-of-scope": 0 },
    accepted: 1,
  });
  const trends = trendsOf([dayPoint("2026-10-09")], { weeks: [week] });
  assert.equal(
    flowSummary({ trends, before: nothing }),
    "4 findings came or came back, 2 were fixed and 2 ended otherwise or were accepted.",
  );
  assert.match(flowSummary({ trends, before: { ...earlier, weeks: [week] } }), /before 4 came and 2 were fixed/);
  assert.match(flowSummary({ trends: trendsOf([]), before: nothing }), /Nothing came or went/);
});

test("time to repair is that of the worst severity with a fix; the others count for nothing", () => {
  const repair = [
    { severity: "critical", fixed: 0, meanSeconds: null, endedOtherwise: 2 },
    { severity: "high", fixed: 3, meanSeconds: 9 * 86_400, endedOtherwise: 1 },
    { severity: "low", fixed: 1, meanSeconds: 60, endedOtherwise: 0 },
  ] as const;
  const summary = repairSummary(trendsOf([], { repair: [...repair] }));
  assert.match(summary, /^4 findings were fixed; high ones took 9 d on average\. 3 ended otherwise/);
  assert.match(repairSummary(trendsOf([], { repair: [] })), /^Nothing was fixed/);
});

test("what is past its due date is said beside what has one, and what ends soon beside what is in force", () => {
  const sla = (due: number, overdue: number) => ({ sla: { due, overdue } });
  const before = { points: [dayPoint("2026-09-30", sla(9, 5))], weeks: [] };
  const trends = trendsOf([dayPoint("2026-10-09", sla(8, 2))]);
  assert.equal(
    slaSummary({ trends, before }),
    "2 of 8 open findings with a due date were past it at the end, 3 fewer than at the end of the 10 days before.",
  );
  assert.match(slaSummary({ trends: trendsOf([dayPoint("2026-10-09", { sla: null })]), before }), /Nobody counted/);
  assert.equal(acceptancesSummary(trends), "2 acceptances were in force at the end; 1 of them ends within 14 days.");
  assert.match(acceptancesSummary(trendsOf([dayPoint("2026-10-09", { acceptances: null })])), /whole clusters/);
});
