import assert from "node:assert/strict";
import { test } from "node:test";
import { durationMs } from "./go-duration.ts";

test("durations are read as Go writes them, and nothing else is", () => {
  const cases: [string, number | null][] = [
    ["4h0m0s", 14_400_000],
    ["2m0s", 120_000],
    ["1m30.5s", 90_500],
    ["100ms", 100],
    ["0s", 0],
    ["0", 0],
    ["", null],
    ["5", null],
    ["5 m", null],
    ["-5m", null],
    ["forever", null],
  ];
  for (const [text, expected] of cases) assert.equal(durationMs(text), expected, text);
});
