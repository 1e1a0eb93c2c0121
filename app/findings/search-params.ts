import { z } from "zod";
import { findingStates } from "../../lib/domain/finding-state.ts";
import { severities } from "../../lib/domain/severity.ts";
import { verdicts } from "../../lib/domain/verdict.ts";
import { type FindingQuery, findingGroups, findingSorts } from "../../lib/domain/views/finding-view.ts";

/** Empty form fields and missing parameters mean "not asked"; a list may be repeated or written with commas. */
const blank = (value: unknown) => (value === "" || value === undefined ? undefined : value);
const split = (value: unknown) => {
  const values = (Array.isArray(value) ? value : [value]).flatMap((item) =>
    typeof item === "string" ? item.split(",") : item,
  );
  const given = values.filter((item) => item !== "" && item !== undefined);
  return given.length > 0 ? [...new Set(given)] : undefined;
};
const text = z.preprocess(blank, z.string().max(200).optional());
const portSentence = "must be a whole number from 1 to 65535.";
const maxValues = 50;
const texts = (maxLength: number) => z.preprocess(split, z.array(z.string().max(maxLength)).max(maxValues).optional());

/** Any of these words. One sentence for the whole list, since nobody counts its values. */
function anyOf<Word extends string>(words: readonly Word[]) {
  const known = (value: unknown): value is Word => words.some((word) => word === value);
  const listed = z.custom<Word[] | undefined>(
    (value) => value === undefined || (Array.isArray(value) && value.every(known)),
    `must be any of ${words.join(", ")}.`,
  );
  return z.preprocess(split, listed.optional());
}

/** What the address of the findings page may say. `state=all` asks for every state. */
export const findingsSearch = z.object({
  cluster: text,
  node: text,
  check: texts(100),
  component: texts(40),
  severity: anyOf(severities),
  state: anyOf([...findingStates, "all"]),
  verdict: anyOf(verdicts),
  port: z.preprocess(
    blank,
    z.coerce.number(portSentence).int(portSentence).min(1, portSentence).max(65_535, portSentence).optional(),
  ),
  q: text,
  sort: z.preprocess(blank, z.enum(findingSorts, `must be one of ${findingSorts.join(", ")}.`).optional()),
  group: z.preprocess(blank, z.enum(findingGroups, `must be one of ${findingGroups.join(", ")}.`).default("finding")),
  cursor: z.preprocess(blank, z.string().max(500).optional()),
});
export type FindingsSearch = z.output<typeof findingsSearch>;

export const rowsPerPage = 50;

/** The query of the store for what the address says. */
export function queryOf({ group: _group, state, ...search }: FindingsSearch): FindingQuery {
  const states = state?.includes("all") ? findingStates : state?.filter((value) => value !== "all");
  const given = Object.entries({ ...search, state: states, limit: rowsPerPage }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given) as FindingQuery;
}

/** Filters that can be taken away one by one, in the order of the bar. */
export const filterNames = [
  "q",
  "severity",
  "component",
  "check",
  "state",
  "verdict",
  "cluster",
  "node",
  "port",
] as const;
export type FilterName = (typeof filterNames)[number];

/** The same search without one filter, or without one of its values; always from the first page. */
export function without(search: FindingsSearch, name: FilterName, value?: string): FindingsSearch {
  const { cursor: _cursor, ...rest } = search;
  const current = rest[name];
  const kept = Array.isArray(current) && value !== undefined ? current.filter((item) => item !== value) : undefined;
  return { ...rest, cursor: undefined, [name]: kept && kept.length > 0 ? kept : undefined };
}

/** Every active filter as name and single value. */
export function activeFilters(search: FindingsSearch): { name: FilterName; value: string }[] {
  return filterNames.flatMap((name) => {
    const value = search[name];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((item) => ({ name, value: String(item) }));
  });
}
