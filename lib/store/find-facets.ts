import { type FindingState, findingStates } from "../domain/finding-state.ts";
import { type Severity, severities } from "../domain/severity.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { FindingFacets } from "../domain/views/finding-view.ts";
import { query, type Transaction } from "./client.ts";
import { countedFindings, isTallied } from "./counted-findings.ts";
import { countFacet, type Facet, readFacetGroups } from "./facet-groups.ts";
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

type FacetCounts = Record<Facet, Count[]>;

/** Where counts are kept, each facet is a query over them; else all of them come of one pass over the findings. */
async function readFacets(filter: FindingFilter): Promise<{ counts: FacetCounts; clusters: Map<string, string> }> {
  if (!isTallied(filter)) {
    const groups = await readFacetGroups(filter);
    const counts = Object.fromEntries(facets.map(([facet]) => [facet, countFacet(groups, filter, facet)]));
    const clusters = new Map(groups.map(({ cluster, clusterName }) => [cluster, clusterName]));
    return { counts: counts as FacetCounts, clusters };
  }
  const found = await Promise.all(facets.map(([facet, column]) => countBy(column, filter, { except: facet })));
  const counts = Object.fromEntries(facets.map(([facet], index) => [facet, found[index] ?? []])) as FacetCounts;
  const ids = counts.cluster.map(({ key }) => key);
  const rows = await query((database) =>
    database.cluster.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  );
  return { counts, clusters: new Map(rows.map(({ id, name }) => [id, name])) };
}

const facets: readonly [Facet, Prisma.Sql][] = [
  ["severity", Prisma.sql`f."severity"`],
  ["state", Prisma.sql`f."state"`],
  ["check", Prisma.sql`f."checkId"`],
  ["component", Prisma.sql`f."component"`],
  ["namespace", Prisma.sql`f."namespace"`],
  ["nodeRole", Prisma.sql`f."nodeRole"`],
  ["distribution", Prisma.sql`f."distribution"`],
  ["cluster", Prisma.sql`f."clusterId"`],
];

/** Counts, for each value of each filter, how many would match if it were the only value of its kind. */
export async function facetFindings(filter: FindingFilter): Promise<FindingFacets> {
  const { counts, clusters } = await readFacets(filter);
  const named = (facet: Facet) => counts[facet].map(({ key, count }) => ({ id: key, count }));
  const byName = named("cluster").map(({ id, count }) => ({ id, name: clusters.get(id) ?? id, count }));
  return {
    severity: complete<Severity>(severities, counts.severity),
    state: complete<FindingState>(findingStates, counts.state),
    check: named("check"),
    component: named("component"),
    cluster: byName.sort((a, b) => (a.name < b.name ? -1 : 1)),
    namespace: named("namespace"),
    nodeRole: named("nodeRole"),
    distribution: named("distribution"),
  };
}
