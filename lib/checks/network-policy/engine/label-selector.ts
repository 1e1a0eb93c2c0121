import { allOf, type Match } from "./match.ts";
import { fieldsOf, listOf, textOf, textsOf } from "./spec-fields.ts";

export type Labels = Readonly<Record<string, string>>;
/** Value of a label, undefined where it is not set; a doubt where it cannot be known. */
export type LabelLookup = (key: string) => string | undefined | { doubt: string };

/** A LabelSelector of meta/v1 applied to labels; the empty selector selects everything. */
export function selects(selector: unknown, labels: Labels): boolean {
  return matchSelector(selector, (key) => (Object.hasOwn(labels, key) ? labels[key] : undefined)) === true;
}

/** The same over labels that are looked up one by one, for engines that add labels of their own. */
export function matchSelector(selector: unknown, lookup: LabelLookup): Match {
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  return allOf([
    ...Object.entries(fieldsOf(matchLabels)).map(([key, value]) => matchExpression(lookup, key, "In", [String(value)])),
    ...(listOf(matchExpressions) ?? []).map((entry) =>
      matchExpression(lookup, textOf(entry.key) ?? "", textOf(entry.operator) ?? "", textsOf(entry.values) ?? []),
    ),
  ]);
}

function matchExpression(lookup: LabelLookup, key: string, operator: string, values: readonly string[]): Match {
  const value = lookup(key);
  if (typeof value === "object") return value;
  if (operator === "In") return value !== undefined && values.includes(value);
  if (operator === "NotIn") return value === undefined || !values.includes(value);
  if (operator === "Exists") return value !== undefined;
  if (operator === "DoesNotExist") return value === undefined;
  return { doubt: `a selector uses the operator "${operator.slice(0, 30)}", which the API does not have` };
}

/** Keys that a selector asks for. */
export function selectorKeys(selector: unknown): string[] {
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  const expressions = (listOf(matchExpressions) ?? []).flatMap(({ key }) => textOf(key) ?? []);
  return [...Object.keys(fieldsOf(matchLabels)), ...expressions];
}
