import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { sharedInTurn } from "./shared-in-turn.ts";

function counting() {
  let reads = 0;
  const read = sharedInTurn(async () => {
    reads += 1;
    await nextTurn();
    return reads;
  });
  return { read, reads: () => reads };
}

test("all who ask in one turn get one reading, also after others waited for what is there already", async () => {
  const { read, reads } = counting();
  const late = Promise.resolve().then(read);
  assert.deepEqual(await Promise.all([read(), read(), late]), [1, 1, 1]);
  assert.equal(reads(), 1);
});

test("who asks in a later turn gets a reading of his own, even while the first is under way", async () => {
  const { read, reads } = counting();
  const first = read();
  await nextTurn();
  await Promise.all([first, read()]);
  assert.equal(reads(), 2);
});

test("a reading that fails is not kept", async () => {
  let broken = true;
  const read = sharedInTurn(async () => {
    if (broken) throw new Error("gone");
    return "back";
  });
  await assert.rejects(read(), /gone/);
  broken = false;
  await nextTurn();
  assert.equal(await read(), "back");
});
