import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonText } from "./json-text.ts";

test("plain values are written as JSON writes them", () => {
  assert.equal(jsonText({ a: [1, null, "ü", "\n"] }), '{"a":[1,null,"ü","\\n"]}');
  assert.equal(jsonText(undefined), "null");
});

test("NUL and half characters are replaced, in keys too", () => {
  assert.equal(jsonText({ "k\u0000": ["a\u0000", "\ud800x"] }), '{"k\ufffd":["a\ufffd","\ufffdx"]}');
});

test("text that only looks like an escape stays as it is", () => {
  assert.deepEqual(JSON.parse(jsonText({ a: "\\u0000 and \\ud800" })), { a: "\\u0000 and \\ud800" });
});
