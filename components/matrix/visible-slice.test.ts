import assert from "node:assert/strict";
import { test } from "node:test";
import { offsetToShow, visibleSlice } from "./visible-slice.ts";

const lines = { size: 32, count: 5_000, beside: 8 };

test("what is in sight is drawn with some beside it, and never more than there is", () => {
  for (const start of [0, 31, 32, 5_000, 77_777, 159_000, 159_360]) {
    const { from, to } = visibleSlice({ start, end: start + 640 }, lines);
    assert.ok(from >= 0 && to < 5_000 && to - from < 60, `${start}: ${from} to ${to}`);
    assert.ok(from <= start / 32 && (to + 1) * 32 >= Math.min(start + 640, 160_000));
  }
  assert.deepEqual(visibleSlice({ start: 0, end: 640 }, { ...lines, count: 3 }), { from: 0, to: 2 });
  assert.deepEqual(visibleSlice({ start: 160_000, end: 160_640 }, { ...lines, count: 3 }), { from: 0, to: 2 });
});

test("a line is scrolled to by as little as shows it whole", () => {
  const sight = { start: 320, end: 960, size: 32 };
  assert.equal(offsetToShow(10, sight), 320);
  assert.equal(offsetToShow(29, sight), 320);
  assert.equal(offsetToShow(30, sight), 352);
  assert.equal(offsetToShow(9, sight), 288);
  assert.equal(offsetToShow(0, sight), 0);
});
