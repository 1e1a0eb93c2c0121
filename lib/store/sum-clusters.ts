import type { Transaction } from "./client.ts";

/** One number for all who add clusters up: two scans that end at once do it one after the other. */
const lockKey = 7_304_220;

/**
 * Adds the clusters up for some days on which one of them has a row: each counts as it last stood on or before that day.
 * Days on which none has one lose their row. The caller's own rows are written; what others commit meanwhile is waited
 * for, so this comes last in a transaction.
 */
export async function sumClusters(
  tx: Transaction,
  days: readonly string[],
  rules: "then" | "now" = "then",
): Promise<void> {
  if (days.length === 0) return;
  await tx.$executeRaw`select pg_advisory_xact_lock(${lockKey}::bigint)`;
  await tx.$executeRaw`
    delete from "TrendDay" where "clusterId" = '' and "rules" = ${rules} and "day" = any(${[...days]}::date[])`;
  await tx.$executeRaw`
    with "last" as materialized (
      select d."day" as "shown", c."id", l."day", l."rules", l."rules" = ${rules} and l."day" = d."day" as "own"
      from unnest(${[...days]}::date[]) as d("day") cross join "Cluster" c cross join lateral (
        select t."day", t."rules" from "TrendDay" t
        where t."clusterId" = c."id" and t."day" <= d."day" and t."rules" in ('then', 'between', ${rules})
        order by t."day" desc, t."rules" = ${rules} desc limit 1) l),
    "rows" as materialized (
      select l."shown", l."own", t.* from "last" l join "TrendDay" t
        on t."clusterId" = l."id" and t."day" = l."day" and t."rules" = l."rules"
      where l."shown" in (select o."shown" from "last" o where o."own")),
    "ports" as (
      select p."shown", jsonb_object_agg(p."key", p."open") as "exposures" from (
        select r."shown", e."key", sum(e."value"::int) as "open"
        from "rows" r cross join lateral jsonb_each_text(r."exposures") e where r."dimension" = 'all' group by 1, 2) p
      group by 1)
    insert into "TrendDay" ("clusterId", "dimension", "value", "rules", "day", "openCritical", "openHigh", "openMedium",
        "openLow", "openInfo", "passed", "unknown", "nodesKnown", "nodesChecked", "exposures", "due", "overdue",
        "rulesHash", "at")
      select '', r."dimension", r."value", ${rules}, r."shown", sum("openCritical"), sum("openHigh"), sum("openMedium"),
        sum("openLow"), sum("openInfo"), sum("passed"), sum("unknown"), sum("nodesKnown"), sum("nodesChecked"),
        coalesce((select p."exposures" from "ports" p where p."shown" = r."shown" and r."dimension" = 'all'), '{}'),
        case when count(*) = count("due") then sum("due") end, case when count(*) = count("due") then sum("overdue") end,
        (array_agg("rulesHash" order by "own" desc, "at" desc))[1], max("at")
      from "rows" r group by r."dimension", r."value", r."shown"`;
  if (rules === "then") await sumFlows(tx, days);
}

async function sumFlows(tx: Transaction, days: readonly string[]): Promise<void> {
  await tx.$executeRaw`delete from "TrendFlow" where "clusterId" = '' and "day" = any(${[...days]}::date[])`;
  await tx.$executeRaw`
    insert into "TrendFlow" ("clusterId", "dimension", "value", "day", "kind", "severity", "count", "seconds")
      select '', "dimension", "value", "day", "kind", "severity", sum("count"), sum("seconds") from "TrendFlow"
      where "day" = any(${[...days]}::date[]) and "clusterId" <> '' group by 2, 3, 4, 5, 6`;
}

/** Days a statement: some hundred clusters with all their parts are added up for each. */
const daysAtOnce = 30;

/** Adds every day up anew, after a cluster was removed with what was kept of it. */
export async function rebuildAllClusters(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${lockKey}::bigint)`;
  const gone = `"clusterId" <> '' and "clusterId" not in (select "id" from "Cluster")`;
  await tx.$executeRawUnsafe(`delete from "TrendDay" where ${gone}`);
  await tx.$executeRawUnsafe(`delete from "TrendFlow" where ${gone}`);
  const rows = await tx.$queryRaw<{ day: string; rules: string }[]>`
    select distinct "day"::text as "day", case when "rules" = 'now' then 'now' else 'then' end as "rules" from "TrendDay"
    union select distinct "day"::text, 'then' from "TrendFlow" order by 1`;
  for (const rules of ["then", "now"] as const) {
    const days = rows.filter((row) => row.rules === rules).map(({ day }) => day);
    for (let start = 0; start < days.length; start += daysAtOnce)
      await sumClusters(tx, days.slice(start, start + daysAtOnce), rules);
  }
}
