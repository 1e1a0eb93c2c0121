import assert from "node:assert/strict";
import { test } from "node:test";
import { textDifference } from "./text-difference.ts";

const text = (...lines: string[]) => `${lines.join("\n")}\n`;
const shown = (before: string, after: string) =>
  textDifference(before, after).map(
    ({ kind, text: line }) => `${{ same: " ", removed: "-", added: "+" }[kind]}${line}`,
  );

test("lines that came and went stand among those that stayed", () => {
  assert.deepEqual(shown(text("a", "b", "c"), text("a", "x", "c")), [" a", "-b", "+x", " c"]);
  assert.deepEqual(shown("", text("a")), ["+a"]);
  assert.deepEqual(shown(text("a"), ""), ["-a"]);
  assert.deepEqual(shown(text("a"), text("a")), []);
});

test("what is the same far from any change is one mark", () => {
  const long = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  const changed = long.with(15, "other");
  const lines = shown(text(...long), text(...changed));
  assert.deepEqual(lines.slice(0, 5), [" ⋯", " line 12", " line 13", " line 14", "-line 15"]);
  assert.equal(lines.at(-1), " ⋯");
  assert.equal(lines.length, 10);
});

test("two long texts with nothing in common cost no square of their lines", () => {
  const [a, b] = ["a", "b"].map((mark) => text(...Array.from({ length: 5000 }, (_, index) => `${mark} ${index}`)));
  assert.equal(textDifference(a ?? "", b ?? "").length, 10_000);
});
