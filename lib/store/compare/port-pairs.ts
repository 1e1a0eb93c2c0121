import { Prisma } from "../generated/client.ts";
import { nodeFates } from "./pair-rows.ts";
import type { ScanPair } from "./scan-pair.ts";

const { sql } = Prisma;

/** "2379-2381,10250" as a multirange of ports. */
const asRanges = (ports: Prisma.Sql) => sql`('{' || regexp_replace(
  regexp_replace(${ports}, '(^|,)(\\d+)(?=,|$)', '\\1\\2-\\2', 'g'), '(\\d+)-(\\d+)', '[\\1,\\2]', 'g') || '}')::int4multirange`;

export const sizeOf = (ranges: Prisma.Sql) =>
  sql`(select coalesce(sum(upper(r) - lower(r)), 0)::int from unnest(${ranges}) r)`;

/** Ids of the looks of two scans, as the only row of s. */
export const looksOf = ({ a, b }: ScanPair) => sql`
  s as materialized (select coalesce(x."looked", '{}') as "lookedA", coalesce(y."looked", '{}') as "lookedB"
    from "Scan" x, "Scan" y where x."id" = ${a.id} and y."id" = ${b.id})`;

/** Ports that may differ; as with judgements, by what ended between near scans, or what began between far ones. */
function movedPorts({ clusterId, a, b, nearEachOther }: ScanPair): Prisma.Sql {
  const [from, to] = [a.at, b.at].sort((x, y) => Date.parse(x) - Date.parse(y)).map((at) => sql`${at}::timestamptz`);
  const ofCluster = sql`join "PortTarget" t on t."id" = h."targetId" and t."clusterId" = ${clusterId}`;
  if (nearEachOther) {
    return sql`select h."targetId", h."port" from "PortHistory" h ${ofCluster}
      where h."until" > ${from} and h."until" <= ${to}`;
  }
  return sql`select h."targetId", h."port" from "PortState" h ${ofCluster} where h."since" > ${from} and h."since" <= ${to}
    union select h."targetId", h."port" from "PortHistory" h ${ofCluster}
      where h."until" > ${to} and h."since" > ${from} and h."since" <= ${to}`;
}

/** What a port of c was at an instant, by its state now or the interval that held then. */
export const portValueAt = (at: string) => sql`
  select n."state", n."answerId" from "PortState" n
    where n."targetId" = c."targetId" and n."port" = c."port" and n."since" <= ${at}::timestamptz
  union all (select h."state", h."answerId" from "PortHistory" h
    where h."targetId" = c."targetId" and h."port" = c."port" and h."until" > ${at}::timestamptz
      and h."since" <= ${at}::timestamptz)
  limit 1`;

const wasLooked = (of: "A" | "B") => sql`exists (
  select 1 from "PortLook" l join sets on sets."ports" = l."ports"
  where l."targetId" = c."targetId" and l."id" <@ ${Prisma.raw(`s."looked${of}"`)} and c."port" <@ sets."ranges")`;

const stateWord = (state: Prisma.Sql, looked: Prisma.Sql) => sql`case when not ${looked} then '-'
  else coalesce((array['unknown', 'closed', 'open', 'filtered', 'open|filtered'])[${state} + 1], 'lost') end`;

/**
 * CTEs that end in `d`: a row for each port that may differ, and one (its port is null) for each target of which only one
 * scan looked at some ports. Ports that nobody listens on are not read, whatever both scans looked at.
 */
export function portRows(pair: ScanPair): Prisma.Sql {
  const { a, b } = pair;
  return sql`with ${looksOf(pair)}, ${nodeFates(pair)},
    uneven as materialized (
      select t."id" as "targetId",
        range_agg(${asRanges(sql`l."ports"`)}) filter (where l."id" <@ s."lookedA") as "portsA",
        range_agg(${asRanges(sql`l."ports"`)}) filter (where l."id" <@ s."lookedB") as "portsB"
      from s cross join lateral unnest((s."lookedA" - s."lookedB") + (s."lookedB" - s."lookedA")) r
        join "PortLook" l on l."id" >= lower(r) and l."id" < upper(r) join "PortTarget" t on t."id" = l."targetId"
      group by t."id"),
    c as materialized (
      select "targetId", "port" from (${movedPorts(pair)}) m
      union select p."targetId", p."port" from (select "id" from gone union all select "id" from came) n
        join "PortTarget" t on t."nodeId" = n."id" join "PortState" p on p."targetId" = t."id"),
    sets as materialized (
      select l."ports", ${asRanges(sql`l."ports"`)} as "ranges" from
        (select distinct "ports" from "PortLook" where "targetId" in (select "targetId" from c)) l),
    seen as materialized (
      select c."targetId", c."port", t."nodeId", va."answerId" as "answerA", vb."answerId" as "answerB",
        ${stateWord(sql`va."state"`, wasLooked("A"))} as "stateA", ${stateWord(sql`vb."state"`, wasLooked("B"))} as "stateB",
        case when g."id" is not null then 'gone' when k."id" is not null then 'came' else 'stayed' end as "fate"
      from c cross join s join "PortTarget" t on t."id" = c."targetId"
        left join gone g on g."id" = t."nodeId" left join came k on k."id" = t."nodeId"
        left join lateral (${portValueAt(a.at)}) va on true left join lateral (${portValueAt(b.at)}) vb on true),
    d as (
      select "targetId", "port", "answerA", "answerB", "stateA", "stateB", null::int as "onlyA", null::int as "onlyB",
        concat_ws('/', "stateA", "stateB", ("answerA" is distinct from "answerB")::int, "fate") as "signature"
      from seen where case "fate" when 'gone' then "stateA" = 'open' when 'came' then "stateB" = 'open'
        else "stateA" <> '-' and "stateB" <> '-' end
      union all
      select u."targetId", null, null, null, null, null, ${sizeOf(sql`u."portsA" - u."portsB"`)},
        ${sizeOf(sql`u."portsB" - u."portsA"`)}, 'target'
      from (select "targetId", coalesce("portsA", '{}') as "portsA", coalesce("portsB", '{}') as "portsB" from uneven) u
        join "PortTarget" t on t."id" = u."targetId"
      where u."portsA" <> u."portsB"
        and not exists (select 1 from gone where gone."id" = t."nodeId")
        and not exists (select 1 from came where came."id" = t."nodeId"))`;
}

/** How many ports both scans looked at. */
export const sharedPorts = (pair: ScanPair) => sql`with ${looksOf(pair)},
    even as (select l."ports", count(*)::int as "targets" from s cross join lateral unnest(s."lookedA" * s."lookedB") r
      join "PortLook" l on l."id" >= lower(r) and l."id" < upper(r) group by 1),
    uneven as (
      select range_agg(${asRanges(sql`l."ports"`)}) filter (where l."id" <@ s."lookedA")
        * range_agg(${asRanges(sql`l."ports"`)}) filter (where l."id" <@ s."lookedB") as "ports"
      from s cross join lateral unnest((s."lookedA" - s."lookedB") + (s."lookedB" - s."lookedA")) r
        join "PortLook" l on l."id" >= lower(r) and l."id" < upper(r) group by l."targetId")
  select (coalesce((select sum("targets" * ${sizeOf(asRanges(sql`even."ports"`))}) from even), 0)
    + coalesce((select sum(${sizeOf(sql`uneven."ports"`)}) from uneven), 0))::int as "count"`;
