import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inReadersWords } from "../in-readers-words.ts";
import { listOf, readModule, type Syntax } from "./syntax-fixture.ts";

const root = join(import.meta.dirname, "../../..");

/** A text as it may come out, with a name where it has a place. */
function written(node: Syntax): string[] {
  if (node.type === "StringLiteral") return [String(node.value)];
  if (node.type !== "TemplateLiteral") return [];
  return [
    listOf(node, "quasis")
      .map(({ cooked, raw }) => String(cooked ?? raw))
      .join("worker-1"),
  ];
}

test("no text of a check is taken for a sentence of ours: half of it would be German", async () => {
  const files = globSync("lib/{checks,remediation,evidence}/**/*.ts", { cwd: root }).filter(
    (file) => !/\.test\.|fixture/.test(file),
  );
  const modules = await Promise.all(files.map((file) => readModule(root, file)));
  const texts = new Set(modules.flatMap(({ met }) => met.flatMap(({ node }) => written(node))));
  assert.ok(texts.size > 5_000, `only ${texts.size} texts were read`);
  assert.deepEqual(
    [...texts].filter((text) => inReadersWords(text, "de") !== text),
    [],
  );
});
