import assert from "node:assert/strict";
import { test } from "node:test";
import { findingStates } from "../lib/domain/finding-state.ts";
import { verdicts } from "../lib/domain/verdict.ts";
import * as t from "../lib/messages/index.ts";
import { resultOf } from "./result.ts";

test("only a fail that a person accepted reads as accepted", () => {
  for (const verdict of verdicts) {
    for (const state of findingStates) {
      const expected = verdict === "fail" && state === "accepted" ? "accepted" : verdict;
      assert.equal(resultOf({ verdict, state }), expected, `${verdict} ${state}`);
    }
  }
});

test("an accepted finding that the last scan could not look at is unknown, not accepted", () => {
  assert.equal(resultOf({ verdict: "unknown", state: "accepted" }), "unknown");
});

test("there are five words and each has its meaning", () => {
  assert.deepEqual(Object.keys(t.words.result).sort(), [...verdicts, "accepted"].sort());
  assert.deepEqual(Object.keys(t.words.resultMeaning).sort(), Object.keys(t.words.result).sort());
  assert.equal(new Set(Object.values(t.words.result)).size, 5);
});
