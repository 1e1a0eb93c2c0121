import { query } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import type { NodeOfOne, ScanPair } from "./scan-pair.ts";

const { sql } = Prisma;
const asked = sql`"verdict", "severity", "headline", "reason", "vantageName", "vantageKind", "evidenceHash", "evidenceAt"`;
const [j, k] = [sql`j`, sql`k`];

/** What a judgement said at an instant: the row that is now, else the interval that held then. */
export const valueAt = (judgement: Prisma.Sql, at: string, where = sql`true`) => sql`
  select ${asked} from (select ${judgement}.*) n where n."since" <= ${at}::timestamptz and ${where}
  union all (select ${asked} from "JudgementHistory" h
    where h."judgementId" = ${judgement}."id" and h."until" > ${at}::timestamptz and h."since" <= ${at}::timestamptz
      and ${where})
  limit 1`;

const rowsOf = (nodes: readonly NodeOfOne[]) => sql`select * from unnest(
  ${nodes.map(({ uid }) => uid)}::text[], ${nodes.map(({ id }) => id)}::text[], ${nodes.map(({ name }) => name)}::text[])`;

/** CTEs of the nodes that only one of two scans had. */
export const nodeFates = ({ gone, came }: ScanPair): Prisma.Sql => sql`
  gone("uid", "id", "name") as materialized (${rowsOf(gone)}), came("uid", "id", "name") as materialized (${rowsOf(came)})`;

/** The earlier and the later instant of two scans. */
export function endsOf({ a, b }: ScanPair): [from: Prisma.Sql, to: Prisma.Sql] {
  const [from = a.at, to = b.at] = [a.at, b.at].sort((x, y) => Date.parse(x) - Date.parse(y));
  return [sql`${from}::timestamptz`, sql`${to}::timestamptz`];
}

/**
 * Judgements that may differ though both scans have them. Between two near scans these are the intervals that ended
 * between them; between far ones fewer rows are those that began between them and still held at the later.
 */
function movedIds(pair: ScanPair): Prisma.Sql {
  const { clusterId, nearEachOther } = pair;
  const [from, to] = endsOf(pair);
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

/** The ranges of ids of two scans, as the only row of s. */
export const rangesOf = ({ a, b }: ScanPair) => sql`
  s as materialized (
    select "inA", "doubtedA", "inB", "doubtedB", "inA" * "inB" as "shared" from (
      select coalesce(x."judged", '{}') + coalesce(x."doubted", '{}') as "inA", coalesce(x."doubted", '{}') as "doubtedA",
        coalesce(y."judged", '{}') + coalesce(y."doubted", '{}') as "inB", coalesce(y."doubted", '{}') as "doubtedB"
      from "Scan" x, "Scan" y where x."id" = ${a.id} and y."id" = ${b.id}) both_scans)`;

/** Ids as one text, "4,5,9": the client takes and gives arrays of many numbers slowly. */
export type IdList = string;

/** Reads the ids of all judgements in which the two scans may differ; what they share unchanged is not looked at. */
export async function readDifferingIds(pair: ScanPair): Promise<IdList> {
  const nodeIds = pair.gone.flatMap(({ id }) => id ?? []);
  const rows = await query(
    (database) => database.$queryRaw<{ ids: string | null }[]>`with ${rangesOf(pair)}
      select string_agg("id"::text, ',' order by "id") as "ids" from (
        select m."id" from (${movedIds(pair)}) m("id"), s where m."id" <@ s."shared"
        union ${idsOf(sql`(s."inA" - s."inB") + (s."inB" - s."inA")`)}
        union ${idsOf(sql`((s."doubtedA" - s."doubtedB") + (s."doubtedB" - s."doubtedA")) * s."shared"`)}
        union select g."id" from "Judgement" g, s where g."nodeId" = any(${nodeIds}::text[]) and g."id" <@ s."shared") d`,
  );
  return rows[0]?.ids ?? "";
}

/** "lost" where a scan judged it and retention took what it said. */
export const verdictOf = (of: "A" | "B", judgement: Prisma.Sql, value: Prisma.Sql) => {
  const [isIn, isDoubted] = [Prisma.raw(`s."in${of}"`), Prisma.raw(`s."doubted${of}"`)];
  return sql`case when not ${judgement}."id" <@ ${isIn} then null when ${judgement}."id" <@ ${isDoubted} then 'unknown'
    else coalesce(${value}."verdict", 'lost') end`;
};

/** What the same check said of the same port on the node that had this one's name and is gone. */
const predecessor = ({ a }: ScanPair) => sql`
  select ${verdictOf("A", k, sql`w`)} as "verdict" from gone o join "Judgement" k on k."nodeId" = o."id"
    left join lateral (${valueAt(k, a.at)}) w on true
  where o."name" = c."name" and not j."id" <@ s."inA" and k."id" <@ s."inA" and k."checkId" = j."checkId"
    and k."port" is not distinct from j."port"
    and k."subject"->>'protocol' is not distinct from j."subject"->>'protocol'
  limit 1`;

/** The intervals that were walked for the ids hold the values of one of the two instants: the earlier, or the later. */
function walked(pair: ScanPair): Prisma.Sql {
  const [from, to] = endsOf(pair);
  const { clusterId, nearEachOther } = pair;
  const which = nearEachOther
    ? sql`"until" > ${from} and "until" <= ${to} and "since" <= ${from}`
    : sql`"until" > ${to} and "since" > ${from} and "since" <= ${to}`;
  return sql`select "judgementId", "verdict", "severity", "headline", "vantageKind" from "JudgementHistory"
    where "clusterId" = ${clusterId} and ${which}`;
}

/**
 * CTEs that end in `p`: a narrow row for each of the judgements with what decides how both scans compare. The values of
 * one side come from the walk over what changed; only where it has none, and for the other side, they are looked up.
 * The ids pass through array() so that they are taken for few: each is then found by its key, and the table is not read.
 */
export function pairRows(pair: ScanPair, ids: IdList): Prisma.Sql {
  const { a, b, nearEachOther } = pair;
  const earlierIsA = Date.parse(a.at) <= Date.parse(b.at);
  const walkIsA = nearEachOther === earlierIsA;
  const side = (of: "A" | "B") => {
    const isWalked = walkIsA === (of === "A");
    const inScan = sql`j."id" <@ ${Prisma.raw(`s."in${of}"`)}`;
    const found = sql`${inScan}${isWalked ? sql` and walk."judgementId" is null` : Prisma.empty}`;
    return { at: of === "A" ? a.at : b.at, found, isWalked };
  };
  const value = (of: "A" | "B") => {
    const { at, found, isWalked } = side(of);
    const looked = sql`select v."verdict", v."severity", v."headline", v."vantageKind" from (${valueAt(j, at, found)}) v`;
    if (!isWalked) return looked;
    return sql`select walk."verdict", walk."severity", walk."headline", walk."vantageKind" where walk."judgementId" is not null
      union all (${looked})`;
  };
  return sql`
    ${nodeFates(pair)}, walk as materialized (${walked(pair)}),
    p as materialized (
      select j."id", j."checkId", ${verdictOf("A", j, sql`va`)} as "verdictA", ${verdictOf("B", j, sql`vb`)} as "verdictB",
        va."severity" is distinct from vb."severity" as "otherSeverity",
        va."vantageKind" is distinct from vb."vantageKind" as "otherVantage",
        va."headline" is distinct from vb."headline" as "otherHeadline",
        case when g."uid" is not null then 'gone' when c."uid" is not null then 'came' else 'stayed' end as "fate",
        q."verdict" as "predecessor", coalesce(vb."severity", va."severity", j."severity") as "severity",
        coalesce(j."node", j."subject"->>'name', '') as "place"
      from unnest(array(select unnest(string_to_array(${ids}, ',')::int[]))) i("id") join "Judgement" j on j."id" = i."id" cross join s
        left join walk on walk."judgementId" = j."id"
        left join lateral (${value("A")}) va on true left join lateral (${value("B")}) vb on true
        left join gone g on j."subject"->>'kind' = 'Node' and g."uid" = j."subject"->>'uid'
        left join came c on j."subject"->>'kind' = 'Node' and c."uid" = j."subject"->>'uid'
        left join lateral (${predecessor(pair)}) q on c."name" is not null)`;
}
