import { checks } from "../../lib/checks/index.ts";
import {
  type FilterField,
  type FilterTerm,
  type FilterValue,
  globPattern,
  isComparison,
  mergeTerms,
  type ParsedFilter,
  parseFilter,
  writeFilter,
} from "../../lib/domain/filter-language/index.ts";
import * as t from "../../lib/messages/index.ts";
import type { FindingsSearch } from "./search-params.ts";

/** The checks there are: what is called otherwise is misspelt. */
const known = { check: checks.map(({ id }) => id) };

/** The parameters that the language knows by another name or by its own, in the order of the box. */
const fields = {
  severity: "severity",
  state: "state",
  component: "component",
  check: "check",
  verdict: "verdict",
  node: "node",
  port: "port",
  namespace: "namespace",
  role: "role",
  distribution: "distribution",
  at: "at",
} as const satisfies Partial<Record<keyof FindingsSearch, FilterField>>;

const endOfDay = "T23:59:59.999Z";

function valueOfField(field: FilterField, value: string): FilterValue {
  if (value === "-") return { kind: "special", name: "none" };
  if (field === "state" && value === "all") return { kind: "special", name: "all" };
  if (field === "port") return { kind: "range", from: Number(value), to: Number(value) };
  if (field === "at") {
    return { kind: "date", than: "=", text: value.endsWith(endOfDay) ? value.slice(0, 10) : value };
  }
  return { kind: "word", text: value };
}

function termOf(search: FindingsSearch, name: keyof typeof fields): FilterTerm[] {
  const value = search[name];
  if (value === undefined) return [];
  const values = (Array.isArray(value) ? value : [value]).map((one) => valueOfField(fields[name], String(one)));
  return [{ field: fields[name], not: false, values }];
}

/** What the text of an address says, by the names that are known. */
export const readText = (text: string | undefined): ParsedFilter => parseFilter(text ?? "", known);

/** One sentence for what is wrong with a filter's text. */
export const problemSentence = (problem: ParsedFilter["problems"][number]): string =>
  t.filter.problems[problem.kind](problem);

/** True where a value of the text lets through what a parameter names. */
function covers(value: FilterValue, named: FilterValue): boolean {
  if (value.kind === "glob") return named.kind === "word" && globPattern(value.text).test(named.text);
  if (value.kind === "range" && named.kind === "range") return value.from <= named.from && named.to <= value.to;
  if (value.kind === "special" && value.name === "all") return true;
  return JSON.stringify(value) === JSON.stringify(named);
}

/** A parameter and a term of the text hold together, where two terms of a text would be either. */
function narrowed(named: FilterTerm, terms: readonly FilterTerm[]): FilterTerm[] {
  const others = terms.filter((term) => term.field === named.field && !term.not && !term.values.some(isComparison));
  // A node's parameter may be its id, which no name of the text says.
  if (others.length === 0 || named.field === "node") return [named];
  const values = named.values.filter((value) => others.every((term) => term.values.some((one) => covers(one, value))));
  return values.length > 0 ? [{ ...named, values }] : [named, { ...named, not: true }];
}

/**
 * All that an address asks for, as terms, whether by parameter or by text. The cluster stays a parameter: the whole frame
 * goes by it.
 */
export function readSearch(search: FindingsSearch): ParsedFilter & { text: string } {
  const { terms, problems } = readText(search.q);
  if (problems.length > 0) return { terms: [], problems, text: search.q ?? "" };
  const named = (Object.keys(fields) as (keyof typeof fields)[]).flatMap((name) => termOf(search, name));
  const isNamed = (term: FilterTerm) =>
    !term.not && !term.values.some(isComparison) && named.some(({ field }) => field === term.field);
  const all = mergeTerms([...named.flatMap((one) => narrowed(one, terms)), ...terms.filter((term) => !isNamed(term))]);
  return { terms: all, problems, text: writeFilter(all) };
}

/** The same search with other terms, from its first page: all of them stand in its text. */
export function withTerms(search: FindingsSearch, terms: readonly FilterTerm[]): FindingsSearch {
  const { cluster, group, sort } = search;
  const q = writeFilter(terms);
  // Said, so that nobody's default view comes back in place of what was taken away.
  return { cluster, group, sort, ...(q || cluster ? { q: q || undefined } : { view: "all" }) } as FindingsSearch;
}

/** The same search with the instant that its text asks for beside it, where the page says of when it is. */
export function withInstant(search: FindingsSearch): FindingsSearch {
  const value = readText(search.q).terms.find(({ field }) => field === "at")?.values[0];
  if (search.at !== undefined || value?.kind !== "date") return search;
  return { ...search, at: value.text.length === 10 ? `${value.text}${endOfDay}` : value.text };
}
