import assert from "node:assert/strict";
import { test } from "node:test";
import { observation, vantageOf } from "./sample-facts.ts";
import { reachSeverity } from "./vantage-severity.ts";

const table = { internet: "critical", "other-network": "high", pod: "medium", "node-local": "low" } as const;
const seen = (state: "open" | "filtered", ...kinds: Parameters<typeof vantageOf>[0][]) =>
  kinds.map((kind) => observation("worker-1", 10250, { state, vantage: vantageOf(kind) }));

test("the worst of several vantages counts, and the widest is named", () => {
  const reach = reachSeverity(table, seen("open", "node-local", "internet", "pod"));
  assert.deepEqual(reach, { severity: "critical", vantage: vantageOf("internet") });
});

test("a vantage from which the port is not open does not count", () => {
  const observations = [...seen("filtered", "internet"), ...seen("open", "worker-node")];
  assert.deepEqual(reachSeverity(table, observations), { severity: "medium", vantage: vantageOf("worker-node") });
});

test("a port that was seen open from nowhere counts for the node alone", () => {
  assert.deepEqual(reachSeverity(table, seen("filtered", "internet")), { severity: "low" });
});
