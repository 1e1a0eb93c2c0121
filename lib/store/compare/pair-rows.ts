import { Prisma } from "../generated/client.ts";
import type { PairedScan, ScanPair } from "./scan-pair.ts";

const { sql } = Prisma;
const asked = sql`"verdict", "severity", "headline", "reason", "vantageName", "vantageKind", "evidenceHash", "evidenceAt"`;

/** What a judgement said at an instant: the row that is now, else the interval that held then. */
export const valueAt = (judgement: Prisma.Sql, at: string) => sql`
  select ${asked} from (select ${judgement}.*) n where n."since" <= ${at}::timestamptz
  union all (select ${asked} from "JudgementHistory" h
    where h."judgementId" = ${judgement}."id" and h."until" > ${at}::timestamptz and h."since" <= ${at}::timestamptz)
  limit 1`;

/** Uids of the nodes that a scan knew; where it could not list them, those that were ever seen until then. */
function uidsOf(scan: PairedScan, pair: ScanPair): Prisma.Sql {
  if (scan.nodesListed) return sql`select unnest("nodeUids") from "Scan" where "id" = ${scan.id}`;
  return sql`select "uid" from "Node" where "clusterId" = ${pair.clusterId} and "firstSeenAt" <= ${scan.at}::timestamptz`;
}

/** CTEs of the nodes that only one of two scans had, with what is known of them. */
export const nodeFates = (pair: ScanPair): Prisma.Sql => sql`
  gone("uid", "id", "name") as materialized (${nodesOnlyOf(pair.a, pair.b, pair)}),
  came("uid", "id", "name") as materialized (${nodesOnlyOf(pair.b, pair.a, pair)})`;

/** Nodes of one scan that the other, which listed every node, does not have. */
function nodesOnlyOf(scan: PairedScan, other: PairedScan, pair: ScanPair): Prisma.Sql {
  if (!other.nodesListed || scan.id === other.id) return sql`select null::text, null::text, null::text where false`;
  return sql`
    select u."uid", n."id", n."name" from (${uidsOf(scan, pair)} except ${uidsOf(other, pair)}) u("uid")
      left join "Node" n on n."clusterId" = ${pair.clusterId} and n."uid" = u."uid"`;
}

/**
 * Judgements that may differ though both scans have them. Between two near scans these are the intervals that ended
 * between them; between far ones fewer rows are those that began between them and still held at the later.
 */
function movedIds({ clusterId, a, b, nearEachOther }: ScanPair): Prisma.Sql {
  const [from, to] = [a.at, b.at].sort((x, y) => Date.parse(x) - Date.parse(y)).map((at) => sql`${at}::timestamptz`);
  if (nearEachOther) {
    return sql`select "judgementId" from "JudgementHistory"
      where "clusterId" = ${clusterId} and "until" > ${from} and "until" <= ${to}`;
  }
  return sql`select "id" from "Judgement" where "clusterId" = ${clusterId} and "since" > ${from} and "since" <= ${to}
    union all select "judgementId" from "JudgementHistory"
      where "clusterId" = ${clusterId} and "until" > ${to} and "since" > ${from} and "since" <= ${to}`;
}

const idsOf = (ranges: Prisma.Sql) => sql`
  select j."id" from s cross join lateral unnest(${ranges}) r
    join "Judgement" j on j."id" >= lower(r) and j."id" < upper(r)`;

const verdictOf = (of: "A" | "B", judgement: Prisma.Sql, value: Prisma.Sql) => {
  const [isIn, isDoubted] = [Prisma.raw(`s."in${of}"`), Prisma.raw(`s."doubted${of}"`)];
  return sql`case when not ${judgement}."id" <@ ${isIn} then null when ${judgement}."id" <@ ${isDoubted} then 'unknown'
    else coalesce(${value}."verdict", 'lost') end`;
};

const [j, k] = [sql`j`, sql`k`];

/** The ranges of ids of two scans, as the only row of s. */
export const rangesOf = ({ a, b }: ScanPair) => sql`
  s as materialized (
    select coalesce(x."judged", '{}') + coalesce(x."doubted", '{}') as "inA", coalesce(x."doubted", '{}') as "doubtedA",
      coalesce(y."judged", '{}') + coalesce(y."doubted", '{}') as "inB", coalesce(y."doubted", '{}') as "doubtedB"
    from "Scan" x, "Scan" y where x."id" = ${a.id} and y."id" = ${b.id})`;

/**
 * CTEs that end in `p`: one row for each judgement in `ids` with what both scans said of it. Nothing else is read, so
 * the size of two scans that hardly differ does not matter.
 */
export function pairRows(pair: ScanPair, ids: Prisma.Sql): Prisma.Sql {
  const { a, b } = pair;
  return sql`
    ${nodeFates(pair)},
    ids("id") as materialized (${ids}),
    p as materialized (
      select j."id", j."fingerprint", j."checkId", j."subject", j."nodeId", j."node", j."port",
        ${verdictOf("A", j, sql`va`)} as "verdictA", va."severity" as "severityA", va."headline" as "headlineA",
        case when j."id" <@ s."doubtedA" then null else va."reason" end as "reasonA",
        va."vantageName" as "vantageNameA", va."vantageKind" as "vantageA",
        ${verdictOf("B", j, sql`vb`)} as "verdictB", vb."severity" as "severityB", vb."headline" as "headlineB",
        case when j."id" <@ s."doubtedB" then null else vb."reason" end as "reasonB",
        vb."vantageName" as "vantageNameB", vb."vantageKind" as "vantageB",
        case when g."uid" is not null then 'gone' when c."uid" is not null then 'came' else 'stayed' end as "fate",
        q."verdict" as "predecessor",
        coalesce(vb."severity", va."severity", j."severity") as "severity",
        coalesce(vb."headline", va."headline", j."headline") as "headline",
        coalesce(j."node", j."subject"->>'name', '') as "place"
      from ids join "Judgement" j on j."id" = ids."id" cross join s
        left join lateral (${valueAt(j, a.at)}) va on j."id" <@ s."inA"
        left join lateral (${valueAt(j, b.at)}) vb on j."id" <@ s."inB"
        left join gone g on j."subject"->>'kind' = 'Node' and g."uid" = j."subject"->>'uid'
        left join came c on j."subject"->>'kind' = 'Node' and c."uid" = j."subject"->>'uid'
        left join lateral (
          select ${verdictOf("A", k, sql`w`)} as "verdict" from gone o join "Judgement" k on k."nodeId" = o."id"
            left join lateral (${valueAt(k, a.at)}) w on true
          where o."name" = c."name" and not j."id" <@ s."inA" and k."id" <@ s."inA" and k."checkId" = j."checkId"
            and k."port" is not distinct from j."port"
            and k."subject"->>'protocol' is not distinct from j."subject"->>'protocol'
          limit 1) q on c."name" is not null)`;
}

/** Ids of all judgements in which the two scans may differ. */
export function differingIds(pair: ScanPair): Prisma.Sql {
  return sql`
    select m."id" from (${movedIds(pair)}) m("id"), s where m."id" <@ (s."inA" * s."inB")
    union ${idsOf(sql`(s."inA" - s."inB") + (s."inB" - s."inA")`)}
    union ${idsOf(sql`((s."doubtedA" - s."doubtedB") + (s."doubtedB" - s."doubtedA")) * s."inA" * s."inB"`)}
    union select k."id" from gone g join "Judgement" k on k."nodeId" = g."id", s
      where k."id" <@ (s."inA" * s."inB")`;
}
