import { foldTerms } from "../domain/filter-language/index.ts";
import { type FindingState, findingStates } from "../domain/finding-state.ts";
import { type Severity, severities } from "../domain/severity.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { FindingFacets } from "../domain/views/finding-view.ts";
import { query, type Transaction } from "./client.ts";
import { countedFindings, isCoarse, isTallied } from "./counted-findings.ts";
import { countFacet, type Facet, readFacetGroups } from "./facet-groups.ts";
import { type FindingFilter, findingCondition, partOf, withWordsMet } from "./finding-filter.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";

interface Count {
  key: string;
  count: number;
}

/** Counts of one column's values; `except` leaves that column's own filter out. */
async function countBy(
  facet: Facet,
  filter: FindingFilter,
  { except, within }: { except?: keyof FindingFilter; within?: Transaction | undefined } = {},
): Promise<Count[]> {
  const { tables, condition, count } = countedFindings(filter, { by: [facet], except });
  return query(
    (database) => (within ?? database).$queryRaw<Count[]>`
      select ${columns[facet]} as "key", ${count} as "count" from ${tables} where ${condition}
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
  return complete<Severity>(severities, await countBy("severity", filter, { within }));
}

export interface FindingCount {
  state: FindingState;
  severity: Severity;
  count: number;
}

const stateCounts = (filter: FindingFilter): Prisma.Sql => {
  const { tables, condition, count } = countedFindings(filter, { by: ["state", "severity"] });
  return Prisma.sql`select f."state", f."severity", ${count} as "count" from ${tables} where ${condition} group by 1, 2`;
};

/** Counts findings by state and severity; what there is none of is left out. */
export async function countByState(filter: FindingFilter): Promise<FindingCount[]> {
  const apart = withWordsMet(filter);
  const counts = apart
    ? Prisma.sql`select x."state", x."severity", sum(x."count")::int as "count" from (${stateCounts(apart.all)} union all
        select y."state", y."severity", - y."count" from (${stateCounts(apart.met)}) y) x group by 1, 2`
    : stateCounts(filter);
  return query((database) => database.$queryRaw<FindingCount[]>`select * from (${counts}) n where n."count" > 0`);
}

/** Counts findings by cluster and severity, for every cluster in one query. */
export async function countFindingsByCluster(
  filter: FindingFilter,
  within?: Transaction,
): Promise<Map<string, SeverityCounts>> {
  const { tables, condition, count } = countedFindings(filter, { by: ["cluster", "severity"] });
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

const columns: Record<Facet, Prisma.Sql> = {
  severity: Prisma.sql`f."severity"`,
  state: Prisma.sql`f."state"`,
  check: Prisma.sql`f."checkId"`,
  component: Prisma.sql`f."component"`,
  namespace: Prisma.sql`f."namespace"`,
  nodeRole: Prisma.sql`f."nodeRole"`,
  distribution: Prisma.sql`f."distribution"`,
  cluster: Prisma.sql`f."clusterId"`,
};
const facets = Object.keys(columns) as Facet[];

/** Several columns' values, counted in one pass over what every filter lets through. */
async function countEach(names: readonly Facet[], filter: FindingFilter): Promise<Partial<FacetCounts>> {
  if (names.length === 0) return {};
  const { tables, condition, count } = countedFindings(filter, { by: names });
  const list = Prisma.join(names.map((name) => columns[name]));
  const sets = Prisma.join(names.map((name) => Prisma.sql`(${columns[name]})`));
  // grouping() has a bit for each column, the first the highest; the one that a row is counted by is not set.
  const rows = await query(
    (database) => database.$queryRaw<(Count & { unset: number })[]>`
      select grouping(${list}) as "unset", coalesce(${list}) as "key", ${count} as "count" from ${tables}
      where ${condition} group by grouping sets (${sets}) having ${count} > 0 order by 2`,
  );
  const all = 2 ** names.length - 1;
  return Object.fromEntries(
    names.map((name, place) => {
      const unset = all - 2 ** (names.length - 1 - place);
      return [name, rows.filter((row) => row.unset === unset).map(({ key, count: of }) => ({ key, count: of }))];
    }),
  );
}

/** Terms of the language on one facet; of null, those on none. */
function termsOn(filter: FindingFilter, facet: Facet | null): Pick<FindingFilter, "where"> {
  const facetOf = (part: string) => facets.find((one) => one === part) ?? null;
  const where = filter.where?.filter(({ field }) => facetOf(partOf(field)) === facet) ?? [];
  return where.length > 0 ? { where } : {};
}

/** What is asked for of a facet is left out of its own numbers, so that it takes a count of its own. */
const isAsked = (filter: FindingFilter, facet: Facet): boolean =>
  facet === "state" || Boolean(filter[facet]?.length) || termsOn(filter, facet).where !== undefined;

/**
 * Every facet in one pass over the kept counts, for filters that leave few of them: what misses more than one filter counts
 * for no facet, and what misses one counts for that one's alone.
 */
async function countInOnePass(filter: FindingFilter): Promise<FacetCounts> {
  const { verdict } = filter;
  const asked = facets.filter((facet) => isAsked(filter, facet));
  const meets = (facet: Facet) => {
    const terms = termsOn(filter, facet);
    if (facet === "state") return findingCondition({ ...terms, ...(filter.state ? { state: filter.state } : {}) });
    return findingCondition({ ...terms, [facet]: filter[facet] }, "state");
  };
  // At most one is missed: each is met, or all that follow are. Written so, most cells are out after two comparisons.
  const last = (facet: Facet) => (facet === "state" ? 1 : 0);
  const tests = asked.toSorted((a, b) => last(a) - last(b)).map((facet) => Prisma.sql`(${meets(facet)})`);
  const missesOne = tests
    .slice(0, -1)
    .map((met, place) => Prisma.sql`(${met} or (${Prisma.join(tests.slice(place + 1), " and ")}))`);
  const kept = facets.map((facet) => Prisma.sql`${columns[facet]} as ${Prisma.raw(`"${facet}"`)}`);
  const met = asked.map((facet) => Prisma.sql`(${meets(facet)}) as ${Prisma.raw(`"met ${facet}"`)}`);
  const parts = facets.map((facet) => {
    const others = asked.filter((other) => other !== facet).map((other) => `"met ${other}"`);
    return Prisma.sql`select ${facet} as "facet", ${Prisma.raw(`"${facet}"`)} as "key", sum("count")::int as "count" from t
      where ${Prisma.raw(["true", ...others].join(" and "))} group by 2`;
  });
  const rows = await query(
    (database) => database.$queryRaw<(Count & { facet: Facet })[]>`
      with t as materialized (select ${Prisma.join([...kept, ...met])}, f."count" from "FindingTally" f
        where ${findingCondition({ ...termsOn(filter, null), ...(verdict ? { verdict } : {}) }, "state")} and f."count" > 0
          and ${Prisma.join([Prisma.sql`true`, ...missesOne], " and ")})
      ${Prisma.join(parts, " union all ")} order by 1, 2`,
  );
  const of = Map.groupBy(rows, ({ facet }) => facet);
  return Object.fromEntries(
    facets.map((facet) => [facet, (of.get(facet) ?? []).map(({ key, count }) => ({ key, count }))]),
  ) as FacetCounts;
}

async function readFacets(asked: FindingFilter): Promise<FacetCounts> {
  const filter = foldTerms(asked);
  if (filter.at && facets.every((facet) => termsOn(filter, facet).where === undefined)) {
    const groups = await readFacetGroups(filter);
    return Object.fromEntries(facets.map((facet) => [facet, countFacet(groups, filter, facet)])) as FacetCounts;
  }
  if (isTallied(filter) && !isCoarse(filter, [])) return countInOnePass(filter);
  return countApart(filter);
}

/** What is asked for of each facet is counted by itself, the others together; a few are known from the coarse counts. */
async function countApart(filter: FindingFilter): Promise<FacetCounts> {
  const together = facets.filter((facet) => !isAsked(filter, facet) && !isCoarse(filter, [facet]));
  const [pass, ...apart] = await Promise.all([
    countEach(together, filter),
    ...facets
      .filter((facet) => !together.includes(facet))
      .map(async (facet): Promise<Partial<FacetCounts>> => {
        return { [facet]: await countBy(facet, filter, { except: facet }) };
      }),
  ]);
  return Object.assign({}, pass, ...apart);
}

/** Parts of which a list may have several. */
export const partFacets = ["namespace", "nodeRole", "distribution"] as const;

/** What a list of findings shows beside its filter at once; the numbers of other fields are read when they are asked for. */
export interface FilterNumbers {
  /** How many there would be of each severity. */
  severity: SeverityCounts;
  /** What the filter matches, for its list, which would count the same again. */
  matching: FindingCount[];
  /** Parts of which open findings have more than one value. */
  several: (typeof partFacets)[number][];
}

const countsBySeverity = (counts: readonly FindingCount[]): SeverityCounts =>
  Object.fromEntries(
    severities.map((one) => [
      one,
      counts.reduce((sum, { severity, count }) => sum + (severity === one ? count : 0), 0),
    ]),
  ) as SeverityCounts;

/** Where no severity is asked for, what the filter matches is also what there would be of each. */
async function countBesideSeverity(filter: FindingFilter): Promise<Pick<FilterNumbers, "severity" | "matching">> {
  if (!isAsked(foldTerms(filter), "severity")) {
    const matching = await countByState(filter);
    return { severity: countsBySeverity(matching), matching };
  }
  const [severity, matching] = await Promise.all([
    countBy("severity", filter, { except: "severity" }),
    countByState(filter),
  ]);
  return { severity: complete<Severity>(severities, severity), matching };
}

export async function numbersBesideFilter(filter: FindingFilter): Promise<FilterNumbers> {
  // Whether there are two is all that is asked: the first and the last are found without sorting them.
  const differ = partFacets.map(
    (part) => Prisma.sql`min(${columns[part]}) < max(${columns[part]}) as ${Prisma.raw(`"${part}"`)}`,
  );
  const [numbers, parts] = await Promise.all([
    countBesideSeverity(filter),
    query(
      (database) => database.$queryRaw<Record<Facet, boolean | null>[]>`
        select ${Prisma.join(differ)} from "FindingTally" f where ${findingCondition({})} and f."count" > 0`,
    ),
  ]);
  return { ...numbers, several: partFacets.filter((part) => parts[0]?.[part]) };
}

async function clusterNames(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await query((database) =>
    database.cluster.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } }),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Counts, for each value of each filter, how many would match if it were the only value of its kind. */
export async function facetFindings(filter: FindingFilter): Promise<FindingFacets> {
  const counts = await readFacets(filter);
  const clusters = await clusterNames(counts.cluster.map(({ key }) => key));
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
