import assert from "node:assert/strict";
import { test } from "node:test";
import { nextRow } from "./next-row.ts";

test("the row that one stands on is kept, wherever it has moved", () => {
  assert.equal(nextRow(["a", "b", "c"], 1, ["x", "a", "b", "c"]), 2);
});

test("where it has left the list, the one that followed it comes next", () => {
  assert.equal(nextRow(["a", "b", "c", "d"], 1, ["a", "c", "d"]), 1);
  assert.equal(nextRow(["a", "b", "c", "d"], 2, ["d"]), 0);
});

test("behind the last one there is the new last one, and in an empty list none", () => {
  assert.equal(nextRow(["a", "b", "c"], 2, ["a", "b"]), 1);
  assert.equal(nextRow(["a"], 0, []), -1);
});
