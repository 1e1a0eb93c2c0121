import { z } from "zod";
import { findingStates } from "../../lib/domain/finding-state.ts";
import { severities } from "../../lib/domain/severity.ts";
import { verdicts } from "../../lib/domain/verdict.ts";
import { type FindingQuery, findingGroups, findingSorts } from "../../lib/domain/views/finding-view.ts";
import { anyOf, blank, cursor, endOfDayOrInstant, noneOfThem, port, text, texts } from "../search-fields.ts";

/** What the address of the findings page may say. `state=all` asks for every state. */
export const findingsSearch = z.object({
  cluster: text,
  node: text,
  check: texts(100),
  component: texts(40),
  severity: anyOf(severities),
  state: anyOf([...findingStates, "all"]),
  verdict: anyOf(verdicts),
  port,
  namespace: texts(63),
  role: texts(40),
  distribution: texts(40),
  at: endOfDayOrInstant,
  q: text,
  sort: z.preprocess(blank, z.enum(findingSorts, `must be one of ${findingSorts.join(", ")}.`).optional()),
  group: z.preprocess(blank, z.enum(findingGroups, `must be one of ${findingGroups.join(", ")}.`).default("finding")),
  cursor,
});
export type FindingsSearch = z.output<typeof findingsSearch>;

export const rowsPerPage = 50;

/** The query of the store for what the address says. */
export function queryOf({
  group: _group,
  state,
  role,
  namespace,
  distribution,
  ...search
}: FindingsSearch): FindingQuery {
  const states = state?.includes("all") ? findingStates : state?.filter((value) => value !== "all");
  const parts = {
    nodeRole: noneOfThem(role),
    namespace: noneOfThem(namespace),
    distribution: noneOfThem(distribution),
  };
  const given = Object.entries({ ...search, ...parts, state: states, limit: rowsPerPage }).filter(
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
  "namespace",
  "role",
  "distribution",
  "at",
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
