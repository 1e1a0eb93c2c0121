import assert from "node:assert/strict";
import { test } from "node:test";
import { idsAfter, newId, timeOfId } from "./new-id.ts";

test("ids are UUIDs of version 7, all different, and sort in the order in which they were made", () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  for (const id of ids.slice(0, 100))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual([...ids].sort(), ids);
});

test("a clock that goes back does not turn the order around", () => {
  const future = newId(Date.now() + 60_000);
  assert.ok(newId() > future);
});

test("an id tells when it was made, and those made after an instant sort behind its bound", () => {
  const ms = Date.now() + 60_000;
  const [first, then] = [newId(ms), newId(ms + 1)];
  assert.equal(timeOfId(first), new Date(ms).toISOString());
  assert.ok(first < idsAfter(ms) && idsAfter(ms) <= then);
  assert.equal(timeOfId("event-7"), null);
});
