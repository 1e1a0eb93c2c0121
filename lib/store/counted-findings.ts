import { type FindingFilter, findingCondition } from "./finding-filter.ts";
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

const tallyTables = Prisma.sql`"FindingTally" f join "Cluster" c on c."id" = f."clusterId"`;

/** True where the kept counts know all that a filter asks for. */
export function isTallied(filter: FindingFilter): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined && value !== "");
  return asked.every(([name]) => tallied.includes(name));
}

interface Counted {
  tables: Prisma.Sql;
  condition: Prisma.Sql;
  /** How many findings a group of rows stands for. */
  count: Prisma.Sql;
}

/**
 * Where findings are counted: over the kept counts wherever these know enough, whose columns have the names of the
 * findings' own, so that one condition stands over both. `except` leaves one filter out.
 */
export function countedFindings(filter: FindingFilter, except?: keyof FindingFilter): Counted {
  const condition = findingCondition(filter, except);
  if (!isTallied(except ? { ...filter, [except]: undefined } : filter)) {
    return { tables: findingSource(filter, except), condition, count: Prisma.sql`count(*)::int` };
  }
  return { tables: tallyTables, condition, count: Prisma.sql`coalesce(sum(f."count"), 0)::int` };
}
