import type { LookGap } from "../domain/views/timeline-view.ts";
import type { LookMark } from "../posture/index.ts";
import { query } from "./client.ts";
import { iso } from "./column-values.ts";
import { Prisma } from "./generated/client.ts";
import { multirange } from "./store-judgements.ts";

/**
 * Scans that ended and say something of when somebody looked. A scan that came too late to move anything did look and
 * kept nothing; neither it nor one that was cancelled before it began says anything.
 */
function tells(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`s."finishedAt" is not null and (s."state" = 'failed' or (s."state" in ('complete', 'partial')
    and ${column} is not null
    and not (isempty(${column}) and coalesce((s."coverage"->'nodes'->>'checked')::int, 0) > 0)))`;
}

interface Asked {
  clusterId: string;
  /** Only scans from here say anything; null for all. */
  vantageName: string | null;
  /** What a scan has to have looked at or judged: any of these ids. */
  column: "looked" | "judged";
  ids: readonly number[];
  /** Times at which something is known to have changed. */
  instants: readonly string[];
  since: string;
}

/**
 * The scans that tell when somebody looked and when nobody did: the first and last of each run of the one or the other,
 * and those on both sides of each instant. All others lie inside a run and would tell nothing more.
 */
export async function readLookMarks({ clusterId, vantageName, instants, since, ...of }: Asked): Promise<LookMark[]> {
  const column = Prisma.raw(`s."${of.column}"`);

  // A scan that failed did not come to write its vantage; its worker has one.
  const from = vantageName
    ? Prisma.sql`coalesce(s."vantageName", (select w."vantageName" from "Worker" w where w."id" = s."workerId"),
        ${vantageName}) = ${vantageName}`
    : Prisma.sql`true`;
  const rows = await query(
    (database) => database.$queryRaw<{ id: string; at: Date; looked: boolean }[]>`
      with scans as (
        select s."id", s."finishedAt" as "at", coalesce(${column} && ${multirange(of.ids)}::int4multirange, false) as "looked"
        from "Scan" s where s."clusterId" = ${clusterId} and ${tells(column)} and s."finishedAt" >= ${since}::timestamptz and ${from}),
      runs as (
        select *, lag("looked") over byTime is distinct from "looked" or lead("looked") over byTime is distinct from "looked"
          as "edge" from scans window byTime as (order by "at", "id")),
      marks as (
        select "id", "at", "looked", "edge", 1 as "scan" from runs
        union all select null, i, null, false, 0 from unnest(${[...instants]}::timestamptz[]) i),
      near as (
        select *, lag("scan") over byTime = 0 or lead("scan") over byTime = 0 as "beside"
        from marks window byTime as (order by "at", "scan", "id"))
      select "id", "at", "looked" from near where "scan" = 1 and ("edge" or "beside") order by "at", "id"`,
  );
  return rows.map(({ id, at, looked: did }) => ({ at: iso(at), looked: did, scanId: id }));
}

export interface GapAsked {
  scanIds: readonly string[];
  node: { uid: string; name: string } | null;
  /** All looks at the place: a scan that made one of these looked, but not at everything. */
  lookIds: readonly number[];
}

/** Why scans did not look at something, by scan id. */
export async function readLookGaps({ scanIds, node, lookIds }: GapAsked): Promise<Map<string, LookGap>> {
  if (scanIds.length === 0) return new Map();
  interface Row {
    id: string;
    state: string;
    gone: boolean;
    unreachable: boolean;
    narrower: boolean;
  }
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select s."id", s."state",
        s."nodesListed" and not coalesce(${node?.uid ?? null}::text = any(s."nodeUids"), true) as "gone",
        coalesce((s."coverage"->'nodes'->'unreachable') @> to_jsonb(${node?.name ?? null}::text), false) as "unreachable",
        coalesce(s."looked" && ${multirange(lookIds)}::int4multirange, false) as "narrower"
      from "Scan" s where s."id" = any(${[...scanIds]}::text[])`,
  );
  return new Map(rows.map((row) => [row.id, gapOf(row)]));
}

function gapOf(scan: { state: string; gone: boolean; unreachable: boolean; narrower: boolean }): LookGap {
  if (scan.state === "failed") return "scan-failed";
  if (scan.gone) return "node-gone";
  if (scan.unreachable) return "out-of-reach";
  return scan.narrower ? "narrower-profile" : "not-looked-at";
}
