import assert from "node:assert/strict";
import { test } from "node:test";
import { allBelow, rowsNear } from "./row-window.ts";

test("a short list stands in the page whole", () => {
  assert.deepEqual(rowsNear(allBelow, -5_000, 900, 32), { first: 0, end: allBelow, rowHeight: 32 });
});

test("of ten thousand rows fewer than two hundred stand in the page, wherever it is scrolled to", () => {
  for (const [rowHeight, windowHeight] of [
    [32, 900],
    [26, 1_400],
    [26, 2_160],
    [64, 844],
  ] as const) {
    for (let offset = -400; offset < 10_000 * rowHeight; offset += 997) {
      const { first, end } = rowsNear(10_000, -offset, windowHeight, rowHeight);
      assert.ok(end - first < 200, `${end - first}`);
      const seen = {
        first: Math.max(0, Math.floor(offset / rowHeight)),
        end: Math.ceil((offset + windowHeight) / rowHeight),
      };
      assert.ok(first <= seen.first && end >= Math.min(10_000, seen.end));
    }
  }
});

test("what stands in the page moves in steps, so that most scrolling changes nothing", () => {
  const a = rowsNear(10_000, -32_000, 900, 32);
  assert.deepEqual(rowsNear(10_000, -32_000 - 32, 900, 32), a);
});
