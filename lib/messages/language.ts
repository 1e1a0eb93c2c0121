import type { Language } from "../domain/preferences.ts";
import { reader } from "./reader.ts";
import type { Translation } from "./translation.ts";

type Branch = Readonly<Record<string, unknown>>;

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Texts that are looked up in the reader's language when a leaf is read. Objects on the way are made once and last, so
 * that they may be named anywhere; `branchOf` finds this part of the texts in one language.
 */
function late(branchOf: (language: Language) => Branch): Branch {
  const nested = new Map<string, Branch>();
  const read = (key: string): unknown => {
    const value = branchOf(reader().language)[key];
    if (!isBranch(value)) return value;
    const known = nested.get(key) ?? late((language) => branchOf(language)[key] as Branch);
    nested.set(key, known);
    return known;
  };
  return new Proxy<Branch>(
    {},
    {
      get: (_none, key) => (typeof key === "string" ? read(key) : undefined),
      has: (_none, key) => key in branchOf(reader().language),
      ownKeys: () => Reflect.ownKeys(branchOf(reader().language)),
      getOwnPropertyDescriptor: (_none, key) =>
        typeof key === "string" && Object.hasOwn(branchOf(reader().language), key)
          ? { configurable: true, enumerable: true, writable: false, value: read(key) }
          : undefined,
    },
  );
}

/**
 * An area of texts in the languages it exists in; English stands in where a language has none yet. A text is looked up
 * when it is read, so a leaf must not be read while a module loads; an object may.
 */
export function inLanguage<Texts extends object>(texts: { en: Texts; de?: Translation<Texts> }): Translation<Texts> {
  return late((language) => (texts[language] ?? texts.en) as Branch) as Translation<Texts>;
}
