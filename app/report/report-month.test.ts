import assert from "node:assert/strict";
import { test } from "node:test";
import { addMonths, defaultMonth, monthOf, readMonth } from "./report-month.ts";

test("a month that is over has all its days, the running one those until today", () => {
  assert.deepEqual(monthOf("2028-02", "2028-03-05"), {
    month: "2028-02",
    from: "2028-02-01",
    to: "2028-02-29",
    running: false,
  });
  assert.deepEqual(monthOf("2026-11", "2026-11-21"), {
    month: "2026-11",
    from: "2026-11-01",
    to: "2026-11-21",
    running: true,
  });
});

test("the last day of a month still runs", () => {
  assert.equal(monthOf("2026-11", "2026-11-30").running, true);
  assert.equal(monthOf("2026-11", "2026-12-01").running, false);
});

test("months go on over the year", () => {
  assert.equal(addMonths("2026-12", 1), "2027-01");
  assert.equal(addMonths("2026-01", -1), "2025-12");
});

test("the last whole month is shown first, this one where that is not known", () => {
  assert.equal(defaultMonth("2026-11-21", "2026-08-24").month, "2026-10");
  assert.equal(defaultMonth("2026-11-21", "2026-10-31").month, "2026-10");
  assert.equal(defaultMonth("2026-11-21", "2026-11-01").month, "2026-11");
  assert.equal(defaultMonth("2026-11-21", null).month, "2026-11");
});

test("what is no month says so", () => {
  for (const text of ["2026-13", "2026-1", "October", "2026-10-01", "0000-01"]) {
    const read = readMonth(text, "2026-11-21");
    assert.ok("error" in read && read.error.includes(text), text);
  }
  const ahead = readMonth("2026-12", "2026-11-21");
  assert.ok("error" in ahead && ahead.error.includes("future"));
  assert.deepEqual(readMonth(" 2026-10 ", "2026-11-21"), monthOf("2026-10", "2026-11-21"));
});
