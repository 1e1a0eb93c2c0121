import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

type Texts = Record<string, unknown>;

const folder = (language: string) => join(import.meta.dirname, language);

/** Every text of an area by its path. */
function leaves(texts: Texts, path: string): [path: string, text: unknown][] {
  return Object.entries(texts).flatMap(([key, text]): [string, unknown][] =>
    typeof text === "object" && text !== null ? leaves(text as Texts, `${path}.${key}`) : [[`${path}.${key}`, text]],
  );
}

/** The texts of each file that a language has. */
async function areas(language: string): Promise<Map<string, Map<string, unknown>>> {
  const files = existsSync(folder(language)) ? readdirSync(folder(language)) : [];
  const read = files.map(async (file): Promise<[string, Map<string, unknown>]> => {
    const texts = (await import(join(folder(language), file))) as Texts;
    return [file, new Map(leaves({ ...texts }, file))];
  });
  return new Map(await Promise.all(read));
}

/** What is wrong with a translation: keys that lack or are too many, empty texts, functions that take something else. */
function faults(en: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  const lacking = [...en.keys()].filter((path) => !other.has(path)).map((path) => `${path} is missing`);
  const wrong = [...other].flatMap(([path, text]) => {
    if (!en.has(path)) return [`${path} is not in English`];
    if (text === "" && en.get(path) !== "") return [`${path} is empty`];
    const given = en.get(path);
    if (typeof given !== typeof text) return [`${path} is another kind of text`];
    if (typeof given === "function" && typeof text === "function" && text.length > given.length) {
      return [`${path} takes ${text.length} values instead of ${given.length}`];
    }
    return [];
  });
  return [...lacking, ...wrong];
}

test("a translation with a hole is found", () => {
  const en = new Map<string, unknown>([
    ["a", "x"],
    ["b", (value: number) => `${value}`],
    ["c", "y"],
  ]);
  const other = new Map<string, unknown>([
    ["a", ""],
    ["b", (one: number, two: number) => `${one}${two}`],
    ["d", "z"],
  ]);
  assert.deepEqual(faults(en, other), [
    "c is missing",
    "a is empty",
    "b takes 2 values instead of 1",
    "d is not in English",
  ]);
});

test("German has every text of the areas that it has", async () => {
  const [en, de] = await Promise.all([areas("en"), areas("de")]);
  const found = [...de]
    .filter(([file]) => file !== "plural.ts")
    .flatMap(([file, texts]) => faults(en.get(file) ?? new Map(), texts));
  assert.deepEqual(found, []);
});
