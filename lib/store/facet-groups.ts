import { findingStates } from "../domain/finding-state.ts";
import { query } from "./client.ts";
import { type FindingFilter, findingCondition, openStates } from "./finding-filter.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";

/** Findings that have the same value of every filter beside which numbers stand. */
export interface FacetGroup {
  cluster: string;
  check: string;
  component: string;
  severity: string;
  state: string;
  namespace: string;
  nodeRole: string;
  distribution: string;
  count: number;
}

export type Facet = Exclude<keyof FacetGroup, "count">;

/** Reads all that the facets are made from in one pass, for an instant: its rows cost more than its counts. */
export async function readFacetGroups(filter: FindingFilter): Promise<FacetGroup[]> {
  const { at, node, port, q, verdict, where } = filter;
  const rest = Object.entries({ at, node, port, q, verdict, where }).filter(([, value]) => value !== undefined);
  const asked: FindingFilter = { ...Object.fromEntries(rest), state: [...findingStates] };
  return query(
    (database) => database.$queryRaw<FacetGroup[]>`
      select f."clusterId" as "cluster", f."checkId" as "check", f."component", f."severity",
        f."state", f."namespace", f."nodeRole", f."distribution", count(*)::int as "count"
      from ${findingSource(asked)} where ${findingCondition(asked)} group by ${Prisma.raw("1, 2, 3, 4, 5, 6, 7, 8")}`,
  );
}

/** The groups that every filter but one lets through, counted by the values of that one. */
export function countFacet(
  groups: readonly FacetGroup[],
  filter: FindingFilter,
  facet: Facet,
): { key: string; count: number }[] {
  const wanted: [Facet, readonly string[] | undefined][] = [
    ["cluster", filter.cluster ? [filter.cluster] : undefined],
    ["check", filter.check],
    ["component", filter.component],
    ["severity", filter.severity],
    ["state", filter.state?.length ? filter.state : openStates],
    ["namespace", filter.namespace],
    ["nodeRole", filter.nodeRole],
    ["distribution", filter.distribution],
  ];
  const others = wanted.filter(([name, values]) => name !== facet && values?.length);
  const counts = new Map<string, number>();
  for (const group of groups) {
    if (!others.every(([name, values]) => values?.includes(group[name]))) continue;
    counts.set(group[facet], (counts.get(group[facet]) ?? 0) + group.count);
  }
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => (a.key < b.key ? -1 : 1));
}
