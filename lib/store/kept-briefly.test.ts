import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { keptBriefly } from "./kept-briefly.ts";

function counting(ms: number, most = 10) {
  const kept = keptBriefly<string>({ ms, most });
  const reads: string[] = [];
  return {
    reads,
    ask: (key: string) =>
      kept(key, async () => {
        reads.push(key);
        return key;
      }),
  };
}

test("what is asked again within its time is read once, each key by itself", async () => {
  const { ask, reads } = counting(60_000);
  assert.deepEqual(await Promise.all([ask("a"), ask("b"), ask("a")]), ["a", "b", "a"]);
  await ask("a");
  assert.deepEqual(reads, ["a", "b"]);
});

test("after its time it is read again", async () => {
  const { ask, reads } = counting(5);
  await ask("a");
  await sleep(50);
  await ask("a");
  assert.deepEqual(reads, ["a", "a"]);
});

test("of more than it may keep the oldest goes", async () => {
  const { ask, reads } = counting(60_000, 2);
  for (const key of ["a", "b", "c", "b", "a"]) await ask(key);
  assert.deepEqual(reads, ["a", "b", "c", "a"]);
});

test("a reading that fails is not kept", async () => {
  const kept = keptBriefly<string>({ ms: 60_000, most: 10 });
  await assert.rejects(
    kept("a", () => Promise.reject(new Error("gone"))),
    /gone/,
  );
  assert.equal(await kept("a", async () => "back"), "back");
});
