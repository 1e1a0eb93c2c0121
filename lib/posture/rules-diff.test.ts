import assert from "node:assert/strict";
import { test } from "node:test";
import { rulesDiff } from "./rules-diff.ts";

const before = { checks: { stays: "1-a", goes: "1-b", changes: "1-c" } };

test("checks that came, went and judge otherwise are told apart", () => {
  assert.deepEqual(rulesDiff(before, { checks: { changes: "2-c", stays: "1-a", comes: "1-d" } }), {
    added: ["comes"],
    removed: ["goes"],
    changed: ["changes"],
  });
});

test("the same rules are no change, and nothing is compared with rules that are not known", () => {
  assert.equal(rulesDiff(before, { checks: { ...before.checks } }), null);
  assert.equal(rulesDiff(null, before), null);
});
