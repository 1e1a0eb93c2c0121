import type { TrendsQuery } from "../domain/views/trends-view.ts";
import type { Revisions, ScoreInput, TrendFlow } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";

/** A query with everything said: '' is every cluster. */
export type TrendsAsked = Required<TrendsQuery>;

/** How things stood at the end of a day; open findings of the part asked for, the rest of the whole. */
export interface TrendDayRow extends ScoreInput {
  day: string;
  rulesHash: string | null;
  /** By "section|vantage kind". */
  exposures: Record<string, number>;
}

interface Row {
  day: string;
  openCritical: number;
  openHigh: number;
  openMedium: number;
  openLow: number;
  openInfo: number;
  passed: number;
  unknown: number;
  nodesKnown: number;
  nodesChecked: number;
  exposures: unknown;
  rulesHash: string | null;
}

/**
 * Days of the range on which a scan ended. A part that had neither findings nor nodes on such a day has no row of its own
 * and counts as zero. With later rules asked for, a day that was replayed stands as replayed, any other as judged then.
 */
export async function readTrendDays(asked: TrendsAsked): Promise<TrendDayRow[]> {
  const { clusterId, dimension, value, from, to } = asked;
  const rules = asked.rules === "now" ? ["now", "then"] : ["then"];
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select distinct on (a."day") a."day"::text as "day", a."rulesHash", a."exposures", coalesce(p."passed", 0) as "passed",
        coalesce(p."unknown", 0) as "unknown", coalesce(p."nodesKnown", 0) as "nodesKnown",
        coalesce(p."nodesChecked", 0) as "nodesChecked", coalesce(p."openCritical", 0) as "openCritical",
        coalesce(p."openHigh", 0) as "openHigh", coalesce(p."openMedium", 0) as "openMedium",
        coalesce(p."openLow", 0) as "openLow", coalesce(p."openInfo", 0) as "openInfo"
      from "TrendDay" a left join "TrendDay" p on p."clusterId" = a."clusterId" and p."dimension" = ${dimension}
        and p."value" = ${value} and p."rules" = a."rules" and p."day" = a."day"
      where a."clusterId" = ${clusterId} and a."dimension" = 'all' and a."value" = '' and a."rules" = any(${rules}::text[])
        and a."day" between ${from}::date and ${to}::date
      order by a."day", a."rules"`,
  );
  return rows.map((row) => ({
    ...{ day: row.day, rulesHash: row.rulesHash, passed: row.passed, unknown: row.unknown },
    nodes: { known: row.nodesKnown, checked: row.nodesChecked },
    open: {
      ...{
        critical: row.openCritical,
        high: row.openHigh,
        medium: row.openMedium,
        low: row.openLow,
        info: row.openInfo,
      },
    },
    exposures: fromJson<Record<string, number>>(row.exposures),
  }));
}

/** What came and went in the range, by day. */
export async function readTrendFlows(asked: TrendsAsked): Promise<TrendFlow[]> {
  const { clusterId, dimension, value, from, to } = asked;
  return query(
    (database) => database.$queryRaw<TrendFlow[]>`
      select "day"::text as "day", "kind", "severity", "count", "seconds"::float8 as "seconds" from "TrendFlow"
      where "clusterId" = ${clusterId} and "dimension" = ${dimension} and "value" = ${value}
        and "day" between ${from}::date and ${to}::date order by "day"`,
  );
}

/** Edges of what is kept, and the rules that the days before the range were judged by. */
export async function readTrendEdges({ clusterId, from }: TrendsAsked): Promise<{
  firstDay: string | null;
  replayedFrom: string | null;
  rulesBefore: string | null;
}> {
  const rows = await query(
    (database) => database.$queryRaw<
      { firstDay: string | null; replayedFrom: string | null; rulesBefore: string | null }[]
    >`
      select min("day") filter (where "rules" = 'then')::text as "firstDay",
        min("day") filter (where "rules" = 'now')::text as "replayedFrom",
        (select "rulesHash" from "TrendDay" where "clusterId" = ${clusterId} and "dimension" = 'all' and "value" = ''
          and "rules" = 'then' and "day" < ${from}::date and "rulesHash" is not null order by "day" desc limit 1)
          as "rulesBefore"
      from "TrendDay" where "clusterId" = ${clusterId} and "dimension" = 'all' and "value" = ''`,
  );
  return rows[0] ?? { firstDay: null, replayedFrom: null, rulesBefore: null };
}

/** Values of a dimension that occur in the range, each looked up in the index once. */
export async function readTrendValues(asked: TrendsAsked): Promise<string[]> {
  const { clusterId, dimension, from, to } = asked;
  if (dimension === "all") return [];
  const rows = await query(
    (database) => database.$queryRaw<{ value: string }[]>`
      with recursive "values" as (
        (select "value" from "TrendDay" where "clusterId" = ${clusterId} and "dimension" = ${dimension}
          order by "value" limit 1)
        union all
        select (select t."value" from "TrendDay" t where t."clusterId" = ${clusterId} and t."dimension" = ${dimension}
          and t."value" > v."value" order by t."value" limit 1) from "values" v where v."value" is not null)
      select v."value" from "values" v where v."value" is not null and exists (
        select 1 from "TrendDay" t where t."clusterId" = ${clusterId} and t."dimension" = ${dimension}
          and t."value" = v."value" and t."rules" = 'then' and t."day" between ${from}::date and ${to}::date)
      order by 1`,
  );
  return rows.map(({ value }) => value);
}

/** First day with numbers of each cluster that is there. */
export async function readFirstDays(): Promise<{ name: string; firstDay: string }[]> {
  return query(
    (database) => database.$queryRaw<{ name: string; firstDay: string }[]>`
      select c."name", d."day"::text as "firstDay" from "Cluster" c cross join lateral (
        select t."day" from "TrendDay" t where t."clusterId" = c."id" and t."dimension" = 'all' and t."value" = ''
          and t."rules" = 'then' order by t."day" limit 1) d`,
  );
}

/** Check revisions of the given rules, by hash. */
export async function readRuleSets(hashes: readonly string[]): Promise<Map<string, Revisions>> {
  if (hashes.length === 0) return new Map();
  const rows = await query((database) =>
    database.ruleSet.findMany({ where: { hash: { in: [...hashes] } }, select: { hash: true, checks: true } }),
  );
  return new Map(rows.map(({ hash, checks }) => [hash, fromJson<Revisions>(checks)]));
}
