import assert from "node:assert/strict";
import { test } from "node:test";
import { defineCheck } from "./define-check.ts";
import { findCheck } from "./index.ts";

const [sample] = [findCheck("kubelet-anonymous-exec")].filter((check) => check !== undefined);
assert.ok(sample);
const { range: _range, ...severity } = sample.severity;

test("a check that declares no range has that of its table by vantage", () => {
  assert.deepEqual(defineCheck({ ...sample, severity }).severity.range, ["critical", "high"]);
});

test("without a table the base is all that a check can be", () => {
  const alone = { ...severity, byVantage: null, base: "low" } as const;
  assert.deepEqual(defineCheck({ ...sample, severity: alone }).severity.range, ["low", "low"]);
});

test("a range that is declared wins", () => {
  assert.deepEqual(sample.severity.range, ["critical", "medium"]);
});
