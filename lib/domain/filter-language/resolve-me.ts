import type { FilterTerm } from "./terms.ts";

/** Puts the name of who asks where a filter says "me". */
export function resolveMe(terms: readonly FilterTerm[], name: string): FilterTerm[] {
  return terms.map((term) => ({
    ...term,
    values: term.values.map((value) =>
      value.kind === "special" && value.name === "me" ? { kind: "word" as const, text: name } : value,
    ),
  }));
}
