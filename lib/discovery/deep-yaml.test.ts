import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepYaml } from "./deep-yaml.ts";
import { readKubeconfigDocument } from "./kubeconfig-document.ts";

const deep = ["[".repeat(500_000), "{a: ".repeat(100_000), "- ".repeat(250_000), "? ".repeat(250_000)];

test("a text of nothing but brackets is known before it is parsed", () => {
  for (const text of deep) assert.ok(isDeepYaml(text), text.slice(0, 8));
  const long = `items:\n${'- { a: [1, { b: "[[[[" }] }\n'.repeat(5_000)}`;
  assert.ok(!isDeepYaml(long));
});

test("a kubeconfig of nothing but brackets is refused at once", () => {
  for (const text of deep) assert.throws(() => readKubeconfigDocument(text), /nests too deep/);
});
