import type { RuleSet } from "../domain/rule-set.ts";
import type { TrendsQuery } from "../domain/views/trends-view.ts";
import type { ScoreInput, TrendFlow } from "../posture/index.ts";
import { selectRows } from "./bulk.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import type { SlaCount } from "./trend-sla.ts";

/** A query with everything said: '' is every cluster. */
export type TrendsAsked = Required<TrendsQuery>;

/** How things stood at the end of a day; open findings of the part asked for, the rest of the whole. */
export interface TrendDayRow extends ScoreInput {
  day: string;
  rulesHash: string | null;
  /** By "section|vantage kind". */
  exposures: Record<string, number>;
  /** Null where nobody counted them then. */
  sla: SlaCount | null;
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
  exposures: Record<string, number>;
  due: number | null;
  overdue: number | null;
  rulesHash: string | null;
}

type Part = Pick<TrendsAsked, "dimension" | "value" | "rules">;

const rowColumns = [
  ...["day", "rulesHash", "exposures", "passed", "unknown", "nodesKnown", "nodesChecked"],
  ...["openCritical", "openHigh", "openMedium", "openLow", "openInfo"],
  ...["due", "overdue"],
] as const satisfies (keyof Row)[];

/** Rows of one part by the primary key; as lists in one text, since the client decodes many small rows slowly. */
async function readRows({ clusterId, from, to }: TrendsAsked, { dimension, value, rules }: Part): Promise<Row[]> {
  const sql = `
    select coalesce(json_agg(json_build_array(${rowColumns.map((name) => `"${name}"`).join(", ")}) order by "day"), '[]')::text
      as "rows"
    from "TrendDay" where "clusterId" = $1 and "dimension" = $2 and "value" = $3 and "rules" = $4
      and "day" between $5::date and $6::date`;
  const [found] = await query((database) =>
    database.$queryRawUnsafe<{ rows: string }[]>(sql, clusterId, dimension, value, rules, from, to),
  );
  const lists = JSON.parse(found?.rows ?? "[]") as unknown[][];
  return lists.map(
    (list) => Object.fromEntries(rowColumns.map((name, index) => [name, list[index]])) as unknown as Row,
  );
}

const nothing = {
  ...{ passed: 0, unknown: 0, nodesKnown: 0, nodesChecked: 0 },
  ...{ openCritical: 0, openHigh: 0, openMedium: 0, openLow: 0, openInfo: 0 },
  ...{ due: 0, overdue: 0 },
};

function dayRow({ day, rulesHash, exposures }: Row, part: Omit<Row, "day" | "rulesHash" | "exposures">): TrendDayRow {
  const { openCritical: critical, openHigh: high, openMedium: medium, openLow: low, openInfo: info } = part;
  return {
    ...{ day, rulesHash, exposures, passed: part.passed, unknown: part.unknown },
    sla: part.due === null || part.overdue === null ? null : { due: part.due, overdue: part.overdue },
    nodes: { known: part.nodesKnown, checked: part.nodesChecked },
    open: { critical, high, medium, low, info },
  };
}

async function readDaysOf(asked: TrendsAsked, rules: TrendsAsked["rules"]): Promise<TrendDayRow[]> {
  const { dimension, value } = asked;
  const whole = readRows(asked, { dimension: "all", value: "", rules });
  if (dimension === "all") return (await whole).map((row) => dayRow(row, row));
  const [days, parts] = await Promise.all([whole, readRows(asked, { dimension, value, rules })]);
  const partOf = new Map(parts.map((row) => [row.day, row]));
  return days.map((row) => dayRow(row, partOf.get(row.day) ?? nothing));
}

/**
 * Days of the range on which a scan ended. A part that had neither findings nor nodes on such a day has no row of its own
 * and counts as zero. With later rules asked for, a day that was replayed stands as replayed, any other as judged then.
 */
export async function readTrendDays(asked: TrendsAsked): Promise<TrendDayRow[]> {
  if (asked.rules === "then") return readDaysOf(asked, "then");
  const [then, now] = await Promise.all([readDaysOf(asked, "then"), readDaysOf(asked, "now")]);
  const replayed = new Map(now.map((row) => [row.day, row]));
  // What was due is no question of rules.
  return then.map((row) => ({ ...(replayed.get(row.day) ?? row), sla: row.sla }));
}

/** What came and went in the range, by week; the day is the first of the week, a Monday like 1 January 1, or of the range. */
export async function readTrendFlows(asked: TrendsAsked): Promise<TrendFlow[]> {
  const { clusterId, dimension, value, from, to } = asked;
  const sql = `
    select greatest("day" - ("day" - date '0001-01-01') % 7, $4::date) as "day", "kind", "severity", sum("count") as "count",
      sum("seconds") as "seconds"
    from "TrendFlow" where "clusterId" = $1 and "dimension" = $2 and "value" = $3
      and "day" between $4::date and $5::date group by 1, 2, 3 order by 1`;
  return query((database) => selectRows<TrendFlow>(database, sql, clusterId, dimension, value, from, to));
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
export async function readRuleSets(hashes: readonly string[]): Promise<Map<string, RuleSet["checks"]>> {
  if (hashes.length === 0) return new Map();
  const rows = await query((database) =>
    database.ruleSet.findMany({ where: { hash: { in: [...hashes] } }, select: { hash: true, checks: true } }),
  );
  return new Map(rows.map(({ hash, checks }) => [hash, fromJson<RuleSet["checks"]>(checks)]));
}
