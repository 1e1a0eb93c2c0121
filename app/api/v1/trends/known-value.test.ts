import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrendDimension } from "../../../../lib/domain/views/trends-view.ts";
import { dayPoint, trendsOf } from "../../../trends/trends-fixture.ts";
import { refuseUnknownValue } from "./known-value.ts";

const asked = (dimension: TrendDimension, value: string, values: string[], points = [dayPoint("2026-10-02")]) =>
  refuseUnknownValue(trendsOf(points, { query: { ...trendsOf([]).query, dimension, value }, values }));

test("a value that does not occur in the range is refused, with those that do", () => {
  assert.throws(() => asked("role", "zzz", ["", "control-plane", "worker"]), {
    code: "invalid",
    message: 'value: no role of this range is called "zzz"; there are control-plane, worker.',
  });
  assert.throws(() => asked("namespace", "shop", [""]), /there is none\.$/);
  const many = Array.from({ length: 25 }, (_, index) => `n${index}`);
  assert.throws(() => asked("namespace", "shop", many), /n19 and 5 more\.$/);
});

test("one that occurs, no value, no part and a range without a scan are answered", () => {
  asked("role", "worker", ["worker"]);
  asked("namespace", "", ["shop"]);
  asked("all", "", []);
  asked("role", "worker", [], []);
});
