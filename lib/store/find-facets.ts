import { type FindingState, findingStates } from "../domain/finding-state.ts";
import { type Severity, severities } from "../domain/severity.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { FindingFacets } from "../domain/views/finding-view.ts";
import { query, type Transaction } from "./client.ts";
import { countedFindings } from "./counted-findings.ts";
import { type FindingFilter, findingCondition } from "./finding-filter.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";

interface Count {
  key: string;
  count: number;
}

/** Counts of one column's values; `except` leaves that column's own filter out. */
async function countBy(
  column: Prisma.Sql,
  filter: FindingFilter,
  { except, within }: { except?: keyof FindingFilter; within?: Transaction | undefined } = {},
): Promise<Count[]> {
  const { tables, condition, count } = countedFindings(filter, except);
  return query(
    (database) => (within ?? database).$queryRaw<Count[]>`
      select ${column} as "key", ${count} as "count" from ${tables} where ${condition}
      group by 1 having ${count} > 0 order by 1`,
  );
}

function complete<Key extends string>(keys: readonly Key[], counts: readonly Count[]): Record<Key, number> {
  const found = new Map(counts.map(({ key, count }) => [key, count]));
  return Object.fromEntries(keys.map((key) => [key, found.get(key) ?? 0])) as Record<Key, number>;
}

type OwnedCount = Count & { owner: string | null };

function byOwner(rows: readonly OwnedCount[]): Map<string, SeverityCounts> {
  const owners = Map.groupBy(rows, (row) => row.owner ?? "");
  return new Map([...owners].map(([owner, counts]) => [owner, complete<Severity>(severities, counts)]));
}

/** Counts findings by severity; the same query stands behind facets, badges and the overview. */
export async function countFindings(filter: FindingFilter, within?: Transaction): Promise<SeverityCounts> {
  return complete<Severity>(severities, await countBy(Prisma.sql`f."severity"`, filter, { within }));
}

/** Counts findings by cluster and severity, for every cluster in one query. */
export async function countFindingsByCluster(
  filter: FindingFilter,
  within?: Transaction,
): Promise<Map<string, SeverityCounts>> {
  const { tables, condition, count } = countedFindings(filter);
  const rows = await query(
    (database) => (within ?? database).$queryRaw<OwnedCount[]>`
      select f."clusterId" as "owner", f."severity" as "key", ${count} as "count"
      from ${tables} where ${condition} group by 1, 2 having ${count} > 0`,
  );
  return byOwner(rows);
}

/** Counts findings by node id and severity. */
export async function countFindingsByNode(filter: FindingFilter): Promise<Map<string, SeverityCounts>> {
  const rows = await query(
    (database) => database.$queryRaw<OwnedCount[]>`
      select f."nodeId" as "owner", f."severity" as "key", count(*)::int as "count"
      from ${findingSource(filter)} where ${findingCondition(filter)} group by 1, 2`,
  );
  return byOwner(rows);
}

/** Counts, for each value of each filter, how many would match if it were the only value of its kind. */
export async function facetFindings(filter: FindingFilter): Promise<FindingFacets> {
  const clusters = countedFindings(filter, "cluster");
  const [severity, state, check, component, namespace, nodeRole, distribution, cluster] = await Promise.all([
    countBy(Prisma.sql`f."severity"`, filter, { except: "severity" }),
    countBy(Prisma.sql`f."state"`, filter, { except: "state" }),
    countBy(Prisma.sql`f."checkId"`, filter, { except: "check" }),
    countBy(Prisma.sql`f."component"`, filter, { except: "component" }),
    countBy(Prisma.sql`f."namespace"`, filter, { except: "namespace" }),
    countBy(Prisma.sql`f."nodeRole"`, filter, { except: "nodeRole" }),
    countBy(Prisma.sql`f."distribution"`, filter, { except: "distribution" }),
    query(
      (database) => database.$queryRaw<{ id: string; name: string; count: number }[]>`
        select c."id", c."name", ${clusters.count} as "count" from ${clusters.tables}
        where ${clusters.condition} group by 1, 2 having ${clusters.count} > 0 order by 2`,
    ),
  ]);
  const named = (counts: Count[]) => counts.map(({ key, count }) => ({ id: key, count }));
  return {
    severity: complete<Severity>(severities, severity),
    state: complete<FindingState>(findingStates, state),
    check: named(check),
    component: named(component),
    namespace: named(namespace),
    nodeRole: named(nodeRole),
    distribution: named(distribution),
    cluster,
  };
}
