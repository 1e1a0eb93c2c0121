import assert from "node:assert/strict";
import { test } from "node:test";
import { stateRanges } from "./state-ranges.ts";

test("ports are written as ranges of their state, a broken probe as failed", () => {
  const seen = stateRanges([
    [30_000, "closed"],
    [30_002, "closed"],
    [30_001, "closed"],
    [30_003, "filtered"],
    [10_250, "open"],
    [53, "open|filtered"],
    [30_004, null],
  ]);
  assert.deepEqual(seen, { closed: "30000-30002", filtered: "30003", "open|filtered": "53", failed: "30004" });
});

test("a state that no port had is left out, and open ports are observations", () => {
  assert.deepEqual(stateRanges([[22, "open"]]), {});
});
