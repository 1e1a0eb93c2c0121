import assert from "node:assert/strict";
import { test } from "node:test";
import { type SquareState, squaresOf } from "./matrix-squares.ts";

const boxes = (path: string) => path.split("z").length - 1;

test("each state is drawn in a way of its own, so that none needs colour", () => {
  const ways = (["open", "filtered", "closed", "unknown", "none"] as const).map((state) => {
    const { filled, outlined, dashed, dots } = squaresOf([state]);
    return JSON.stringify([filled, outlined, dashed, dots]);
  });
  assert.equal(new Set(ways).size, 5);
});

test("every vantage has its square, whatever it saw, in one line or two", () => {
  const states: SquareState[] = ["open", "filtered", "closed", "unknown", "none", "open"];
  for (let count = 1; count <= states.length; count += 1) {
    const { filled, outlined, dashed, dots, width, height } = squaresOf(states.slice(0, count));
    assert.equal(boxes(filled) + boxes(outlined) + boxes(dashed) + boxes(dots), count);
    assert.ok(width <= 46 && height <= 24);
  }
});
