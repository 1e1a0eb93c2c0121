import assert from "node:assert/strict";
import { test } from "node:test";
import { atMost } from "./at-most.ts";

test("no more than the limit runs at once, work that fails makes room, and everything has its turn", async () => {
  const inTurn = atMost(3);
  let running = 0;
  let most = 0;
  const work = (index: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    if (index % 2 === 0) throw new Error(`work ${index}`);
    return index;
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => inTurn(work(index))));
  assert.equal(most, 3);
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 10);
  assert.equal(await inTurn(work(1)), 1);
});
