import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AppError } from "../domain/errors.ts";
import { formatPortRanges, parsePorts } from "./ports.ts";

test("ports are written as ascending ranges without doubles", () => {
  assert.equal(formatPortRanges([81, 22, 80, 80, 30000, 30001, 30002]), "22,80-81,30000-30002");
  assert.equal(formatPortRanges([]), "");
});

test("a list with ranges and blanks is read into ascending ports", () => {
  assert.deepEqual(parsePorts(" 80, 22,30000 - 30002,80 "), [22, 80, 30000, 30001, 30002]);
});

test("whatever is written can be read back", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1 }), (ports) => {
      assert.deepEqual(
        parsePorts(formatPortRanges(ports)),
        ports.toSorted((a, b) => a - b),
      );
    }),
  );
});

for (const [list, sentence] of [
  ["", /No port was given/],
  ["http", /"http" is no port/],
  ["22,,80", /"" is no port/],
  ["70000", /Port 70000 in "70000" is out of range: ports go from 1 to 65535/],
  ["0-10", /Port 0 in "0-10" is out of range/],
  ["90-80", /runs backwards.*"80-90"/],
  ["-5", /"-5" is no port/],
  ["1-2-3", /"1-2-3" is no port/],
  ["80;rm", /is no port/],
] as const) {
  test(`the list ${JSON.stringify(list)} is refused with a sentence that helps`, () => {
    assert.throws(
      () => parsePorts(list),
      (error) => error instanceof AppError && error.code === "invalid" && sentence.test(error.message),
    );
  });
}
