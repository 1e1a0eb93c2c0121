import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cleanText } from "./clean-text.ts";

test("terminal sequences, control characters and direction overrides disappear", () => {
  assert.equal(cleanText("\u001b[31mred\u001b[0m\u0007 \u001b]0;title\u0007text\r\nnext\u0000"), "red text next");
  assert.equal(cleanText("safe\u202Egnp.exe\u200B"), "safe gnp.exe");
});

test("text is cut at whole characters with a sign of it", () => {
  const cut = cleanText("é".repeat(200), 20);
  assert.ok(Buffer.byteLength(cut) <= 20);
  assert.match(cut, /^é+…$/);
});

test("whatever comes in, what comes out is one printable line within its bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const text = cleanText(Buffer.from(bytes).toString("utf8"));
      assert.ok(Buffer.byteLength(text) <= 200);
      assert.doesNotMatch(text, /[\p{Cc}\p{Cf}]/u);
    }),
  );
});
