import { type FindingState, findingStates } from "../domain/finding-state.ts";
import { type Severity, severities } from "../domain/severity.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { FindingFacets } from "../domain/views/finding-view.ts";
import { query, type Transaction } from "./client.ts";
import { type FindingFilter, findingCondition, findingTables } from "./finding-filter.ts";
import { Prisma } from "./generated/client.ts";

interface Count {
  key: string;
  count: number;
}

async function countBy(column: Prisma.Sql, condition: Prisma.Sql, within?: Transaction): Promise<Count[]> {
  return query(
    (database) => (within ?? database).$queryRaw<Count[]>`
      select ${column} as "key", count(*)::int as "count" from ${findingTables} where ${condition} group by 1 order by 1`,
  );
}

function complete<Key extends string>(keys: readonly Key[], counts: readonly Count[]): Record<Key, number> {
  const found = new Map(counts.map(({ key, count }) => [key, count]));
  return Object.fromEntries(keys.map((key) => [key, found.get(key) ?? 0])) as Record<Key, number>;
}

/** Counts findings by severity; the same query stands behind facets, badges and the overview. */
export async function countFindings(filter: FindingFilter, within?: Transaction): Promise<SeverityCounts> {
  return complete<Severity>(severities, await countBy(Prisma.sql`f."severity"`, findingCondition(filter), within));
}

/** Counts findings by cluster and severity, for every cluster in one query. */
export async function countFindingsByCluster(filter: FindingFilter): Promise<Map<string, SeverityCounts>> {
  return countsBy(Prisma.sql`f."clusterId"`, filter);
}

/** Counts findings by node id and severity. */
export async function countFindingsByNode(filter: FindingFilter): Promise<Map<string, SeverityCounts>> {
  return countsBy(Prisma.sql`f."nodeId"`, filter);
}

async function countsBy(column: Prisma.Sql, filter: FindingFilter): Promise<Map<string, SeverityCounts>> {
  const rows = await query(
    (database) => database.$queryRaw<(Count & { owner: string | null })[]>`
      select ${column} as "owner", f."severity" as "key", count(*)::int as "count"
      from ${findingTables} where ${findingCondition(filter)} group by 1, 2`,
  );
  const owners = Map.groupBy(rows, (row) => row.owner ?? "");
  return new Map([...owners].map(([owner, counts]) => [owner, complete<Severity>(severities, counts)]));
}

/** Counts, for each value of each filter, how many would match if it were the only value of its kind. */
export async function facetFindings(filter: FindingFilter): Promise<FindingFacets> {
  const cluster = query(
    (database) => database.$queryRaw<{ id: string; name: string; count: number }[]>`
      select c."id", c."name", count(*)::int as "count" from ${findingTables}
      where ${findingCondition(filter, "cluster")} group by 1, 2 order by 2`,
  );
  const [severity, state, check, component] = await Promise.all([
    countBy(Prisma.sql`f."severity"`, findingCondition(filter, "severity")),
    countBy(Prisma.sql`f."state"`, findingCondition(filter, "state")),
    countBy(Prisma.sql`f."checkId"`, findingCondition(filter, "check")),
    countBy(Prisma.sql`f."component"`, findingCondition(filter, "component")),
  ]);
  const named = (counts: Count[]) => counts.map(({ key, count }) => ({ id: key, count }));
  return {
    severity: complete<Severity>(severities, severity),
    state: complete<FindingState>(findingStates, state),
    check: named(check),
    component: named(component),
    cluster: await cluster,
  };
}
