import type { TrendDimension } from "../domain/views/trends-view.ts";
import { noCounts, type ScoreInput } from "../posture/index.ts";
import type { Transaction } from "./client.ts";
import { countedFindings } from "./counted-findings.ts";
import { exposureRows } from "./exposure-rows.ts";
import { listStandings } from "./standings.ts";
import { readSla, type SlaCount, type SlaPart } from "./trend-sla.ts";

/** The numbers of a cluster, or of a part of it, as a day keeps them. */
export interface TrendPart extends ScoreInput {
  dimension: TrendDimension;
  value: string;
  /** Null where dates are not known, as of what was judged by later rules. */
  sla: SlaCount | null;
}

interface Place {
  namespace: string;
  nodeRole: string;
  distribution: string;
}

interface OpenCount extends Place {
  severity: keyof ScoreInput["open"];
  count: number;
}

const emptyPart = (dimension: TrendDimension, value: string): TrendPart => ({
  ...{ dimension, value, passed: 0, unknown: 0, sla: null },
  open: noCounts(),
  nodes: { known: 0, checked: 0 },
});

/** Open findings of a cluster by severity and place, as they stand now or stood at an instant. */
async function readOpen(tx: Transaction, clusterId: string, at: string | null): Promise<OpenCount[]> {
  const { tables, condition, count } = countedFindings({ cluster: clusterId, ...(at === null ? {} : { at }) });
  return tx.$queryRaw<OpenCount[]>`
    select f."severity", f."namespace", f."nodeRole", f."distribution", ${count} as "count"
    from ${tables} where ${condition} group by 1, 2, 3, 4 having ${count} > 0`;
}

/** Verdicts of a cluster as they stood at an instant; one that ended lies in the history with all it was. */
export async function readVerdictsAt(
  tx: Transaction,
  clusterId: string,
  at: string,
): Promise<{ passed: number; unknown: number }> {
  const [row] = await tx.$queryRaw<{ passed: number; unknown: number }[]>`
    select (count(*) filter (where "verdict" = 'pass'))::int as "passed",
      (count(*) filter (where "verdict" = 'unknown'))::int as "unknown"
    from (
      select "verdict" from "Judgement" where "clusterId" = ${clusterId} and "since" <= ${at}::timestamptz and "endedAt" is null
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

/** Parts that open findings and nodes fall into, also those of a replay; the whole cluster is left to the caller. */
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

/** The same number as a count of exposureRows: each target sums up its open ports when they change. */
async function readOpenNow(tx: Transaction, clusterId: string): Promise<Record<string, number>> {
  const rows = await tx.$queryRaw<{ key: string; open: number }[]>`
    select "key", sum("open")::int as "open" from (
      select s."key" || '|' || t."vantageKind" as "key", (s."value"->>'open')::int as "open"
      from "PortTarget" t left join "Node" n on n."id" = t."nodeId" cross join lateral jsonb_each(t."sections") s
      where t."clusterId" = ${clusterId} and t."endedAt" is null and (t."nodeId" is null or n."present")
      union all
      select i."section" || '|' || i."vantageKind", 1
      from "ImportedPortState" i left join "Node" n on n."id" = i."nodeId"
      where i."clusterId" = ${clusterId} and i."current" and i."state" = 'open' and (i."nodeId" is null or n."present")) o
    group by 1 having sum("open") > 0 order by 1`;
  return Object.fromEntries(rows.map(({ key, open }) => [key, open]));
}

/** Open ports by "section|vantage kind", now or as they stood at an instant. */
export async function readExposures(
  tx: Transaction,
  clusterId: string,
  at: string | null,
): Promise<Record<string, number>> {
  if (at === null) return readOpenNow(tx, clusterId);
  const rows = await tx.$queryRaw<{ key: string; open: number }[]>`
    select e."section" || '|' || e."vantageKind" as "key", count(*)::int as "open"
    from ${exposureRows(new Date(at))} e
    where e."clusterId" = ${clusterId} and e."state" = 'open' group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ key, open }) => [key, open]));
}

/** Gives each part its open findings with a date, and those past it. */
function withSla(parts: readonly TrendPart[], sla: readonly SlaPart[]): TrendPart[] {
  const placeOf = { all: null, role: "nodeRole", namespace: "namespace", distribution: "distribution" } as const;
  return parts.map((part) => {
    const place = placeOf[part.dimension];
    const own = sla.filter((each) => (place === null ? "" : each[place]) === part.value);
    const sum = (key: keyof SlaCount) => own.reduce((total, each) => total + each[key], 0);
    return { ...part, sla: { due: sum("due"), overdue: sum("overdue") } };
  });
}

/**
 * How a cluster and its parts stand; `at` where something of a later day is known already. `end` is the end of the day:
 * what is due by then is past its date.
 */
export async function readTrendParts(
  tx: Transaction,
  clusterId: string,
  at: string | null,
  end: string,
): Promise<TrendPart[]> {
  const standing = (await listStandings(clusterId, tx)).get(clusterId);
  if (!standing) return [];
  const open = await readOpen(tx, clusterId, at);
  const whole = { ...emptyPart("all", ""), ...standing, open: noCounts() };
  if (at !== null) Object.assign(whole, await readVerdictsAt(tx, clusterId, at));
  for (const { severity, count } of open) whole.open[severity] += count;
  const parts = [whole, ...partsOf(open, await readNodes(tx, clusterId))];
  return withSla(parts, await readSla(tx, { clusterId, at, end }));
}
