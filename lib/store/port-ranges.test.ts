import assert from "node:assert/strict";
import { test } from "node:test";
import { isWholeSweep, portRanges } from "./port-ranges.ts";
import { minute, swept } from "./report-fixture.ts";

test("ranges and single ports are read, what is no port is left out", () => {
  assert.deepEqual(portRanges("2379-2381, 10250"), [
    [2379, 2381],
    [10250, 10250],
  ]);
  assert.deepEqual(portRanges("x,,9-3,1-70000,-5"), []);
});

test("a sweep that was cut short is not whole", () => {
  assert.equal(isWholeSweep(swept("w1", "1-10", 10, minute(1))), true);
  assert.equal(isWholeSweep(swept("w1", "1-10", 9, minute(1))), false);
});
