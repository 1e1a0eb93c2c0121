import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";

test("a cursor is opaque, fits into a URL and reads back", () => {
  const cursor = encodeCursor("severity", ["0", "2026-11-01 00:00:00+00", "id ü"]);
  assert.match(cursor, /^[\w-]+$/);
  assert.deepEqual(decodeCursor(cursor, "severity", 3), ["0", "2026-11-01 00:00:00+00", "id ü"]);
});

test("anything else is refused with a sentence", () => {
  const cursor = encodeCursor("severity", ["0", "a", "b"]);
  const numbers = Buffer.from(JSON.stringify(["severity", 0, 1, 2])).toString("base64url");
  for (const wrong of ["", "garbage", "e30", numbers, "A".repeat(5000)]) {
    assert.throws(() => decodeCursor(wrong, "severity", 3), { code: "invalid", message: /start again without it/ });
  }
  assert.throws(() => decodeCursor(cursor, "node", 3), { code: "invalid" });
  assert.throws(() => decodeCursor(cursor, "severity", 2), { code: "invalid" });
});

test("a page has a size of its own, the asked one, or the largest allowed", () => {
  assert.deepEqual([pageSize(undefined), pageSize(7), pageSize(10_000)], [50, 7, 500]);
  for (const wrong of [0, -1, 1.5, Number.NaN]) assert.throws(() => pageSize(wrong), { code: "invalid" });
});
