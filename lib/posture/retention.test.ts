import assert from "node:assert/strict";
import { test } from "node:test";
import { retentionDefaults } from "../domain/memory.ts";
import { applyEdit, daysProblem, effectiveDays, type PolicyRow, planRetention, policyProblem } from "./retention.ts";

const now = new Date("2026-11-21T12:00:00Z");
const month = (text: string) => {
  const from = new Date(`${text}-01T00:00:00Z`);
  return { name: text, from, to: new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1)) };
};
const months = ["2026-08", "2026-09", "2026-10", "2026-11"].map(month);
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
const set = (clusterId: string, kind: PolicyRow["kind"], days: number | null): PolicyRow => ({ clusterId, kind, days });

test("zero, negative, broken, endless and wordy days are refused, each with what to do", () => {
  assert.match(daysProblem(0) ?? "", /delete everything at once: give at least 1 day/);
  assert.match(daysProblem(-3) ?? "", /negative/);
  assert.match(daysProblem(1.5) ?? "", /give whole days: 2, not 1.5/);
  assert.match(daysProblem(0.2) ?? "", /give whole days: 1/);
  assert.match(daysProblem(3651) ?? "", /at most 3650 days/);
  assert.match(daysProblem(Number.POSITIVE_INFINITY) ?? "", /keep it for ever/);
  for (const wrong of ["30", "a month", undefined, Number.NaN, {}]) assert.match(daysProblem(wrong) ?? "", /in digits/);
  for (const right of [1, 30, 3650, null]) assert.equal(daysProblem(right), null);
});

test("evidence may not outlive what cites it", () => {
  assert.equal(policyProblem({ ...retentionDefaults }), null);
  assert.equal(policyProblem({ intervals: 30, findings: 30, evidence: 30, rollups: 1 }), null);
  const longer = policyProblem({ intervals: 20, findings: 400, evidence: 30, rollups: null });
  assert.equal(longer?.kind, "evidence");
  assert.match(longer?.message ?? "", /give at most 20 days, or keep intervals longer/);
  const endless = policyProblem({ intervals: null, findings: 400, evidence: null, rollups: null });
  assert.match(endless?.message ?? "", /outlive the findings/);
  assert.equal(policyProblem({ intervals: null, findings: null, evidence: null, rollups: null }), null);
});

test("a cluster's own days go before those of all, and those before the defaults", () => {
  const rows = [set("", "intervals", 90), set("a", "intervals", null), set("a", "evidence", 7)];
  assert.deepEqual(effectiveDays(rows, "a"), { intervals: null, findings: 400, evidence: 7, rollups: null });
  assert.deepEqual(effectiveDays(rows, "b"), { intervals: 90, findings: 400, evidence: 30, rollups: null });
  assert.deepEqual(effectiveDays([], ""), { ...retentionDefaults });
});

test("an edit replaces what its cluster had and nothing else", () => {
  const before = [set("", "evidence", 20), set("a", "intervals", 50), set("b", "intervals", 60)];
  const edit = { clusterId: "a", intervals: "default", findings: 10, evidence: 5, rollups: null } as const;
  assert.deepEqual(applyEdit(before, edit), [
    set("", "evidence", 20),
    set("b", "intervals", 60),
    set("a", "findings", 10),
    set("a", "evidence", 5),
    set("a", "rollups", null),
  ]);
});

test("a month leaves whole once its last row is past the cutoff of every cluster, and not a moment before", () => {
  // 51.5 days before now is the start of October.
  const plan = (days: number, at = now) =>
    names(
      planRetention({ policies: [set("", "intervals", days)], clusterIds: ["a"], partitions: months, now: at }).drop,
    );
  assert.deepEqual(plan(51), ["2026-08", "2026-09"]);
  assert.deepEqual(plan(52), ["2026-08"]);
  assert.deepEqual(plan(51, new Date("2026-11-21T00:00:00.000Z")), ["2026-08", "2026-09"]);
  assert.deepEqual(plan(51, new Date("2026-11-20T23:59:59.999Z")), ["2026-08"]);
});

test("one cluster that keeps longer keeps the month; the others are cut by rows", () => {
  const policies = [set("", "intervals", 30), set("b", "intervals", null)];
  const plan = planRetention({ policies, clusterIds: ["a", "b"], partitions: months, now });
  assert.deepEqual(names(plan.drop), []);
  assert.deepEqual(names(plan.trim), names(months));
  const [all, a, b] = plan.cutoffs;
  assert.equal(all?.intervals?.toISOString(), "2026-10-22T12:00:00.000Z");
  assert.deepEqual([a?.clusterId, a?.intervals], ["a", all?.intervals]);
  assert.deepEqual([b?.clusterId, b?.intervals, b?.rollups], ["b", null, null]);
});
