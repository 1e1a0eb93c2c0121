import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");

function files(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.name.endsWith(".tsx")).map((entry) => join(entry.parentPath, entry.name));
}

/** Attributes that people read or hear. */
const spoken = /\b(?:aria-label|title|placeholder|alt|label)="[^"]*[A-Za-z][^"]*"/g;

/** Text after a tag (not an arrow) or an expression and before the next tag. */
const betweenTags = /(?:(?<!=)>|\})([^<>{}()=;]*[A-Za-z]{2}[^<>{}()=;]*)<(?=[/A-Za-z])/g;

/** What begins with punctuation or a keyword, or ends with an operator, is code between two tags. */
const isCode =
  /^(?:[,:?|&.]|(?:return|const|if|else|export|import|interface|type|function|satisfies)\b)| [?:]$|(?:&&|\|\|)$/;

function textLiterals(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
  const texts = [...code.matchAll(betweenTags)].map((match) => (match[1] ?? "").trim());
  return [...texts.filter((text) => !isCode.test(text)), ...(code.match(spoken) ?? [])];
}

test("finds a literal between tags and in a spoken attribute", () => {
  assert.deepEqual(textLiterals("<p>Hello there</p>"), ["Hello there"]);
  assert.deepEqual(textLiterals('<button aria-label="Close it" />'), ['aria-label="Close it"']);
  assert.deepEqual(textLiterals("<p>{t.ui.close}</p>"), []);
});

test("no interface text stands outside the catalogue", () => {
  // A command that people type is not a text: it is the same in every language.
  const allowed = new Set(["npm run demo"]);
  const found = [...files("app"), ...files("components")].flatMap((file) =>
    textLiterals(readFileSync(file, "utf8"))
      .filter((text) => !allowed.has(text))
      .map((text) => `${file.slice(root.length + 1)}: ${text}`),
  );
  assert.deepEqual(found, []);
});
