import { foldTerms } from "../domain/filter-language/index.ts";
import type { FindingQuery } from "../domain/views/finding-view.ts";
import { coarseFields, talliedFields } from "./filter-terms.ts";
import { type FilterPart, type FindingFilter, fieldsLeft, filterWithout, findingCondition } from "./finding-filter.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";

/** What the kept counts can be asked for; anything else is counted over the findings themselves. */
const tallied: readonly string[] = [
  "cluster",
  "check",
  "component",
  "severity",
  "state",
  "verdict",
  "namespace",
  "nodeRole",
  "distribution",
] satisfies (keyof FindingFilter)[];

/** The few of them that the coarse counts know too. */
const coarse: readonly string[] = ["cluster", "severity", "state"] satisfies (keyof FindingFilter)[];

/** What a list is asked for beside its filters; pages hand on all of it. */
const beside: readonly string[] = ["sort", "limit", "cursor", "where"] satisfies (keyof FindingQuery)[];

const knows = (kept: readonly string[], filter: FindingFilter): boolean =>
  Object.entries(filter).every(
    ([name, value]) => value === undefined || value === "" || kept.includes(name) || beside.includes(name),
  );

/** True where the kept counts know all that a filter asks for. */
export function isTallied(asked: FindingFilter): boolean {
  const filter = foldTerms(asked);
  return knows(tallied, filter) && fieldsLeft(filter).every((field) => talliedFields.includes(field));
}

/** True where the coarse counts know all that is asked for, and all that it is counted by. */
export function isCoarse(asked: FindingFilter, by: readonly string[]): boolean {
  const filter = foldTerms(asked);
  if (!fieldsLeft(filter).every((field) => coarseFields.includes(field))) return false;
  return knows(coarse, filter) && by.every((name) => coarse.includes(name));
}

interface Counted {
  tables: Prisma.Sql;
  condition: Prisma.Sql;
  /** How many findings a group of rows stands for. */
  count: Prisma.Sql;
}

/**
 * Where findings are counted: over the kept counts wherever these know enough, whose columns have the names of the
 * findings' own, so that one condition stands over all. `by` are the filters whose values they are counted by; `except`
 * leaves one filter out.
 */
export function countedFindings(
  filter: FindingFilter,
  { by = tallied, except }: { by?: readonly string[]; except?: FilterPart | undefined } = {},
): Counted {
  const condition = findingCondition(filter, except);
  const asked = filterWithout(filter, except);
  const sum = Prisma.sql`coalesce(sum(f."count"), 0)::int`;
  if (isCoarse(asked, by)) {
    return { tables: Prisma.sql`"FindingCount" f`, condition, count: sum };
  }
  if (isTallied(asked) && by.every((name) => tallied.includes(name)))
    return { tables: Prisma.sql`"FindingTally" f`, condition, count: sum };
  // Without what only lists show: the cluster's name would be looked up for every row.
  const tables = foldTerms(filter).at ? findingSource(filter, except) : Prisma.sql`"Finding" f`;
  return { tables, condition, count: Prisma.sql`count(*)::int` };
}
