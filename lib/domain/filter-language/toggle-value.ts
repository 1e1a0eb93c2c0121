import { type FilterField, filterFields } from "./fields.ts";
import { parseFilter } from "./parse-filter.ts";
import { choicesOf } from "./read-value.ts";
import { type FilterTerm, type FilterValue, isComparison } from "./terms.ts";
import { writeName } from "./write-filter.ts";

/** A listed value as the language has it: "" is what has none, "<7d" a comparison. */
function listed(field: FilterField, value: string): FilterValue | undefined {
  const name =
    filterFields[field].kind === "name" &&
    !(value === "" || (choicesOf(field).includes(value) && field !== "assignee"));
  const written = value === "" ? "none" : name ? writeName(value) : value;
  return parseFilter(`${field}:${written}`).terms[0]?.values[0];
}

const same = (a: FilterValue, b: FilterValue): boolean => JSON.stringify(a) === JSON.stringify(b);
const isOwn = (term: FilterTerm, field: FilterField): boolean => term.field === field && !term.not;

/** True where a listed value is among those that a filter asks for. */
export function asksFor(terms: readonly FilterTerm[], field: FilterField, value: string): boolean {
  const wanted = listed(field, value);
  if (!wanted) return false;
  return terms.some((term) => isOwn(term, field) && term.values.some((one) => same(one, wanted)));
}

/** True where anything of a field is asked for. */
export const asksAbout = (terms: readonly FilterTerm[], field: FilterField): boolean =>
  terms.some((term) => term.field === field);

/**
 * Adds a listed value to those of its field, or takes it away; in the place where the field stands. Comparisons and what
 * is left out of the field give way.
 */
export function toggleValue(terms: readonly FilterTerm[], field: FilterField, value: string): FilterTerm[] {
  const wanted = listed(field, value);
  if (!wanted) return [...terms];
  const isOn = asksFor(terms, field, value);
  const own = terms.filter((term) => isOwn(term, field)).flatMap((term) => term.values);
  const others = own.filter((one) => !same(one, wanted) && !isComparison(one) && one.kind !== "glob");
  const next = isOn ? others : isComparison(wanted) ? [wanted] : [...others, wanted];
  const rest = terms.filter((term) => term.field !== field);
  if (next.length === 0) return rest;
  const place = terms.findIndex((term) => term.field === field);
  return rest.toSpliced(place < 0 ? rest.length : Math.min(place, rest.length), 0, { field, not: false, values: next });
}
