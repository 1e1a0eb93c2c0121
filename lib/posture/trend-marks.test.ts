import assert from "node:assert/strict";
import { test } from "node:test";
import { clusterMarks, ruleMarks } from "./trend-marks.ts";

const rules = new Map([
  ["first", { "etcd-open": "1", "kubelet-open": "1", "old-check": "1" }],
  ["second", { "etcd-open": "2", "kubelet-open": "1", "new-check": "1" }],
]);
const day = (date: number, rulesHash: string | null) => ({ day: `2026-11-0${date}`, rulesHash });

test("a day judged by other rules than the one before is marked with the checks that came, went or changed", () => {
  const marks = ruleMarks([day(1, "first"), day(2, "first"), day(5, "second"), day(6, "second")], rules);
  assert.deepEqual(marks, [{ day: "2026-11-05", kind: "rules", names: ["etcd-open", "new-check", "old-check"] }]);
});

test("days whose rules are not known neither make a mark nor hide one", () => {
  assert.deepEqual(ruleMarks([day(1, null), day(2, "first")], rules), []);
  assert.deepEqual(
    ruleMarks([day(1, "first"), day(2, null), day(3, "second")], rules).map((mark) => mark.day),
    ["2026-11-03"],
  );
});

test("going back to former rules is a mark as well", () => {
  assert.equal(ruleMarks([day(1, "first"), day(2, "second"), day(3, "first")], rules).length, 2);
});

test("clusters that are first scanned later are marked; those that begin the line are not", () => {
  const clusters = [
    { name: "old", firstDay: "2026-10-01" },
    { name: "twin", firstDay: "2026-10-01" },
    { name: "b", firstDay: "2026-11-03" },
    { name: "a", firstDay: "2026-11-03" },
    { name: "later", firstDay: "2026-12-01" },
  ];
  assert.deepEqual(clusterMarks(clusters, { from: "2026-10-01", to: "2026-11-30" }), [
    { day: "2026-11-03", kind: "cluster-added", names: ["a", "b"] },
  ]);
});
