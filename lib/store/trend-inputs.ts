import type { TrendDimension } from "../domain/views/trends-view.ts";
import { noCounts, type ScoreInput } from "../posture/index.ts";
import type { Transaction } from "./client.ts";
import { countedFindings } from "./counted-findings.ts";
import { exposureRows } from "./exposure-rows.ts";
import { openStates } from "./finding-filter.ts";
import { listStandings } from "./standings.ts";

/** The numbers of a cluster, or of a part of it, as a day keeps them. */
export interface TrendPart extends ScoreInput {
  dimension: TrendDimension;
  value: string;
}

export interface Place {
  namespace: string;
  nodeRole: string;
  distribution: string;
}

export interface OpenCount extends Place {
  severity: keyof ScoreInput["open"];
  count: number;
}

const emptyPart = (dimension: TrendDimension, value: string): TrendPart => ({
  ...{ dimension, value, passed: 0, unknown: 0 },
  open: noCounts(),
  nodes: { known: 0, checked: 0 },
});

/** Open findings of a cluster by severity and place, as they stand now. */
export async function readOpenNow(tx: Transaction, clusterId: string): Promise<OpenCount[]> {
  const { tables, condition, count } = countedFindings({ cluster: clusterId });
  return tx.$queryRaw<OpenCount[]>`
    select f."severity", f."namespace", f."nodeRole", f."distribution", ${count} as "count"
    from ${tables} where ${condition} group by 1, 2, 3, 4 having ${count} > 0`;
}

/** The same as they stood at an instant. */
export async function readOpenAt(tx: Transaction, clusterId: string, at: string): Promise<OpenCount[]> {
  return tx.$queryRaw<OpenCount[]>`
    select s."severity", f."namespace", f."nodeRole", f."distribution", count(*)::int as "count"
    from "FindingSpan" s join "Finding" f on f."id" = s."findingId"
    where s."clusterId" = ${clusterId} and s."since" <= ${at}::timestamptz and s."until" > ${at}::timestamptz
      and s."state" = any(${[...openStates]}::text[]) group by 1, 2, 3, 4`;
}

/** Verdicts of a cluster as they stood at an instant. */
export async function readVerdictsAt(
  tx: Transaction,
  clusterId: string,
  at: string,
): Promise<{ passed: number; unknown: number }> {
  const [row] = await tx.$queryRaw<{ passed: number; unknown: number }[]>`
    select (count(*) filter (where "verdict" = 'pass'))::int as "passed",
      (count(*) filter (where "verdict" = 'unknown'))::int as "unknown"
    from (
      select "verdict" from "Judgement" where "clusterId" = ${clusterId} and "since" <= ${at}::timestamptz
        and ("endedAt" is null or "endedAt" > ${at}::timestamptz)
      union all
      select "verdict" from "JudgementHistory" where "clusterId" = ${clusterId} and "since" <= ${at}::timestamptz
        and "until" > ${at}::timestamptz) j`;
  return row ?? { passed: 0, unknown: 0 };
}

interface NodeCount {
  nodeRole: string;
  distribution: string;
  known: number;
  checked: number;
}

async function readNodes(tx: Transaction, clusterId: string): Promise<NodeCount[]> {
  return tx.$queryRaw<NodeCount[]>`
    select case when "roles" && array['control-plane', 'master'] then 'control-plane' else 'worker' end as "nodeRole",
      "distribution", count(*)::int as "known", (count(*) filter (where "checked"))::int as "checked"
    from "Node" where "clusterId" = ${clusterId} and "present" group by 1, 2`;
}

/** Parts that open findings and nodes fall into; the whole cluster is left to the caller. */
export function partsOf(open: readonly OpenCount[], nodes: readonly NodeCount[]): TrendPart[] {
  const parts = new Map<string, TrendPart>();
  const partOf = (dimension: TrendDimension, value: string): TrendPart => {
    const key = `${dimension}\n${value}`;
    const part = parts.get(key) ?? emptyPart(dimension, value);
    parts.set(key, part);
    return part;
  };
  for (const { severity, count, namespace, nodeRole, distribution } of open) {
    for (const part of [partOf("namespace", namespace), partOf("role", nodeRole), partOf("distribution", distribution)])
      part.open[severity] += count;
  }
  for (const { nodeRole, distribution, known, checked } of nodes) {
    for (const { nodes: sum } of [partOf("role", nodeRole), partOf("distribution", distribution)]) {
      sum.known += known;
      sum.checked += checked;
    }
  }
  return [...parts.values()];
}

/** Open ports by "section|vantage kind", now or as they stood at an instant. */
export async function readExposures(
  tx: Transaction,
  clusterId: string,
  at: string | null,
): Promise<Record<string, number>> {
  const rows = await tx.$queryRaw<{ key: string; open: number }[]>`
    select e."section" || '|' || e."vantageKind" as "key", count(*)::int as "open"
    from ${exposureRows(at === null ? undefined : new Date(at))} e
    where e."clusterId" = ${clusterId} and e."state" = 'open' group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ key, open }) => [key, open]));
}

/** How a cluster and its parts stand; `at` where something of a later day is known already. */
export async function readTrendParts(tx: Transaction, clusterId: string, at: string | null): Promise<TrendPart[]> {
  const standing = (await listStandings(clusterId, tx)).get(clusterId);
  if (!standing) return [];
  const open = at === null ? await readOpenNow(tx, clusterId) : await readOpenAt(tx, clusterId, at);
  const whole = { ...emptyPart("all", ""), ...standing, open: noCounts() };
  if (at !== null) Object.assign(whole, await readVerdictsAt(tx, clusterId, at));
  for (const { severity, count } of open) whole.open[severity] += count;
  return [whole, ...partsOf(open, await readNodes(tx, clusterId))];
}
