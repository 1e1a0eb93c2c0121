import assert from "node:assert/strict";
import { test } from "node:test";
import { rangeBefore, readRange } from "./trend-range.ts";

const today = "2026-11-21";

test("a preset ends today and includes it", () => {
  assert.deepEqual(readRange({ days: 7 }, today), { from: "2026-11-15", to: today, preset: 7 });
  assert.deepEqual(readRange({}, today), { from: "2026-10-23", to: today, preset: 30 });
});

test("two days of one's own win over a preset", () => {
  assert.deepEqual(readRange({ days: 7, from: "2026-09-01", to: " 2026-09-30 " }, today), {
    from: "2026-09-01",
    to: "2026-09-30",
    preset: null,
  });
});

test("each thing that is no range says so at its field", () => {
  const errorsOf = (from: string, to: string) => {
    const range = readRange({ from, to }, today);
    return "errors" in range ? range.errors : {};
  };
  assert.match(errorsOf("2026-02-30", "2026-03-01").from ?? "", /2026-02-30/);
  assert.match(errorsOf("yesterday", "2026-03-01").from ?? "", /YYYY-MM-DD/);
  assert.match(errorsOf("2026-03-01", "").to ?? "", /missing/);
  assert.match(errorsOf("2026-03-02", "2026-03-01").to ?? "", /before/);
  assert.match(errorsOf("2026-11-01", "2026-11-22").to ?? "", /future/);
  assert.match(errorsOf("2016-01-01", "2026-01-01").from ?? "", /1,100 days/);
  assert.deepEqual(Object.keys(errorsOf("x", "y")), ["from", "to"]);
});

test("the period before has the same length and touches the range", () => {
  assert.deepEqual(rangeBefore({ from: "2026-10-01", to: "2026-10-31" }), { from: "2026-08-31", to: "2026-09-30" });
});
