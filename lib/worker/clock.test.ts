import assert from "node:assert/strict";
import { test } from "node:test";
import { assertClock } from "./clock.ts";

const database = new Date("2026-11-01T00:00:00Z");

test("a clock that is about right, or behind, is let be", () => {
  assertClock(new Date("2026-11-01T00:20:00Z"), database);
  assertClock(new Date("2026-10-01T00:00:00Z"), database);
});

test("a clock far ahead is refused with by how much", () => {
  const message = /14 hours ahead of the database's: set it right/;
  assert.throws(() => assertClock(new Date("2026-11-01T14:00:00Z"), database), { code: "invalid", message });
  assert.throws(() => assertClock(new Date("2099-11-01T00:00:00Z"), database), { message: /26663 days ahead/ });
});
