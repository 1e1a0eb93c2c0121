import assert from "node:assert/strict";
import { test } from "node:test";
import { moveInGrid } from "./matrix-keys.ts";

const grid = { lines: 100, columns: 8, page: 20, rightToLeft: false };
const move = (key: string, control = false, of = grid) => moveInGrid(key, { line: 50, column: 3 }, of, control);

test("arrows go a cell, pages a screen, Home and End along the row, with Control to the corners", () => {
  assert.deepEqual(move("ArrowDown"), { line: 51, column: 3 });
  assert.deepEqual(move("ArrowUp"), { line: 49, column: 3 });
  assert.deepEqual(move("ArrowRight"), { line: 50, column: 4 });
  assert.deepEqual(move("ArrowLeft"), { line: 50, column: 2 });
  assert.deepEqual(move("PageDown"), { line: 70, column: 3 });
  assert.deepEqual(move("PageUp"), { line: 30, column: 3 });
  assert.deepEqual(move("Home"), { line: 50, column: 0 });
  assert.deepEqual(move("End"), { line: 50, column: 7 });
  assert.deepEqual(move("Home", true), { line: 0, column: 0 });
  assert.deepEqual(move("End", true), { line: 99, column: 7 });
  assert.equal(move("a"), null);
});

test("nothing leads out of the grid, and right is backwards where text runs from right to left", () => {
  assert.deepEqual(moveInGrid("ArrowUp", { line: 0, column: 0 }, grid), { line: 0, column: 0 });
  assert.deepEqual(moveInGrid("PageDown", { line: 95, column: 7 }, grid), { line: 99, column: 7 });
  assert.deepEqual(move("ArrowRight", false, { ...grid, rightToLeft: true }), { line: 50, column: 2 });
});
