import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fieldNames, filterFields, parseFilter } from "./index.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/filter-language.md"), "utf8");

test("the page of the language has every field with its examples, and all of them can be read", () => {
  for (const field of fieldNames) {
    const { examples } = filterFields[field];
    const row = page.split("\n").find((line) => line.startsWith(`| \`${field}\` |`));
    assert.ok(row, `${field} is not on the page`);
    for (const example of examples) {
      assert.ok(row.includes(`\`${example}\``), `${example} is not on the page`);
      assert.deepEqual(parseFilter(example).problems, [], example);
    }
  }
});
