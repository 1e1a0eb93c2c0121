import type { ClusterChangeKind } from "../domain/memory.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { Severity } from "../domain/severity.ts";
import type { ChangePage, ChangeQuery, ChangeRow, FeedKind, FindingChangeKind } from "../domain/views/change-view.ts";
import { readDifferences } from "./answer-differences.ts";
import { type ChangeFilter, changeCondition, eventCondition } from "./change-filter.ts";
import { query } from "./client.ts";
import { iso, isoOrNull } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { Prisma } from "./generated/client.ts";
import { timeOfId } from "./new-id.ts";

const sort = "-at";
/** Without a beginning nothing bounds the count: it stops here, and says so. */
const countCap = 10_000;

interface RawChange {
  id: string;
  at: Date;
  place: string;
  kind: string;
  resolution: string | null;
  clusterId: string;
  clusterName: string;
  nodeId: string | null;
  node: string | null;
  port: number | null;
  protocol: string | null;
  message: string;
  scanId: string | null;
  previousScanId: string | null;
  versionBefore: string | null;
  versionAfter: string | null;
  answerBefore: number | null;
  answerAfter: number | null;
  findingId: string | null;
  headline: string | null;
  checkId: string | null;
  severity: string | null;
  by: string | null;
  acceptanceId: string | null;
}

interface Side {
  /** Ids and times of what matches, unsorted. */
  matches: Prisma.Sql;
  where: Prisma.Sql;
  id: Prisma.Sql;
  at: Prisma.Sql;
}

const clusterOf = (table: string) => Prisma.raw(` join "Cluster" c on c."id" = ${table}."clusterId"`);

/** The two tables of the feed that the filter leaves, each with its condition. */
function sides(filter: ChangeFilter): { events: Side | null; changes: Side | null } {
  const event = eventCondition(filter);
  const change = changeCondition(filter);
  const finding = Prisma.raw(event?.findings ? ' join "Finding" f on f."id" = e."findingId"' : "");
  const none = Prisma.raw("");
  return {
    events: event && {
      matches: Prisma.sql`"FindingEvent" e${finding}${event.clusters ? clusterOf("e") : none}`,
      where: event.where,
      id: Prisma.sql`e."id"`,
      at: Prisma.sql`e."at"`,
    },
    changes: change && {
      matches: Prisma.sql`"Change" h${change.clusters ? clusterOf("h") : none}`,
      where: change.where,
      id: Prisma.sql`h."id"`,
      at: Prisma.sql`h."at"`,
    },
  };
}

/** The newest of one side after a place, read backwards along its index on (at, id). */
function newest({ matches, where, id, at }: Side, isEvent: boolean, after: readonly string[] | null, limit: number) {
  const [time, last] = after ?? [];
  const place = after ? Prisma.sql` and (${at}, ${id}) < (${time}::text::timestamptz, ${last}::text)` : Prisma.raw("");
  return Prisma.sql`(select ${id} as "id", ${at} as "at", ${Prisma.raw(String(isEvent))} as "isEvent" from ${matches}
    where ${where}${place} order by ${at} desc, ${id} desc limit ${limit})`;
}

/** The act names it; where no person acted, what covered the finding then. */
const acceptanceOf =
  Prisma.raw(`case when e."kind" in ('accepted', 'false-positive', 'acceptance-expiring', 'acceptance-ended')
  then coalesce((select a."acceptanceId" from "TriageAct" a where a."id" = e."actId"), (select m."acceptanceId"
    from "AcceptanceMatch" m where m."findingId" = e."findingId" and m."since" <= e."at" and m."until" >= e."at"
    order by m."since" desc limit 1)) end`);

/** Everything a line shows, for the few that a page has. */
function detailed(merged: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    with page as (${merged}), lines as (
      select p."id", p."at", e."kind", e."resolution", e."clusterId", f."nodeId", f."nodeName" as "node", f."port",
        f."protocol", e."message", null as "versionBefore", null as "versionAfter", null::int as "answerBefore",
        null::int as "answerAfter", e."scanId", e."findingId", f."headline", f."checkId", coalesce(e."severity", f."severity") as "severity",
        e."by", ${acceptanceOf} as "acceptanceId"
      from page p join "FindingEvent" e on e."id" = p."id" join "Finding" f on f."id" = e."findingId" where p."isEvent"
      union all
      select p."id", p."at", h."kind", null, h."clusterId", h."nodeId", n."name", h."port", h."protocol", h."message",
        case when h."kind" = 'kubelet-upgraded' then h."facts"->>'before' end,
        case when h."kind" = 'kubelet-upgraded' then h."facts"->>'after' end,
        case when h."kind" = 'port-changed' then (h."facts"->>'beforeAnswer')::int end,
        case when h."kind" = 'port-changed' then (h."facts"->>'afterAnswer')::int end,
        h."scanId", null, null, null, null, null,
        case when h."kind" = 'acceptance-expiring' then h."facts"->>'acceptanceId' end
      from page p join "Change" h on h."id" = p."id" and h."at" = p."at" left join "Node" n on n."id" = h."nodeId"
      where not p."isEvent"), before as (
      select s."id", (select b."id" from "Scan" b where b."clusterId" = s."clusterId" and b."finishedAt" < s."finishedAt"
          and b."state" in ('complete', 'partial') order by b."finishedAt" desc limit 1) as "previousScanId"
      from "Scan" s where s."id" in (select "scanId" from lines))
    select l.*, l."at"::text as "place", c."name" as "clusterName", b."previousScanId"
    from lines l join "Cluster" c on c."id" = l."clusterId" left join before b on b."id" = l."scanId"
    order by l."at" desc, l."id" desc`;
}

function kindOf({ findingId, kind, resolution }: RawChange): FeedKind {
  if (findingId === null) return kind as ClusterChangeKind;
  return (kind === "resolved" ? (resolution ?? "ended") : kind) as FindingChangeKind;
}

function rowOf(raw: RawChange, differs: string[]): ChangeRow {
  const { findingId, headline, checkId, severity, versionBefore: before, versionAfter: after } = raw;
  const finding =
    findingId === null
      ? null
      : { id: findingId, headline: headline ?? "", checkId: checkId ?? "", severity: (severity ?? "info") as Severity };
  const { id, clusterId, clusterName, nodeId, node, port, message, scanId, previousScanId } = raw;
  return {
    ...{
      id,
      at: iso(raw.at),
      kind: kindOf(raw),
      recordedAt: timeOfId(id) ?? iso(raw.at),
      clusterId,
      clusterName,
      nodeId,
      node,
      port,
    },
    ...{ protocol: raw.protocol as Protocol | null, message, scanId, previousScanId, finding, differs, by: raw.by },
    versions: before !== null && after !== null ? { before, after } : null,
    ...(raw.acceptanceId === null ? {} : { acceptanceId: raw.acceptanceId }),
  };
}

async function counted(filter: ChangeFilter, cap: number | null): Promise<number> {
  const { events, changes } = sides(filter);
  const limit = cap === null ? Prisma.raw("") : Prisma.sql` limit ${cap + 1}`;
  const parts = [events, changes].flatMap((side) =>
    side ? [Prisma.sql`(select count(*) from (select 1 from ${side.matches} where ${side.where}${limit}) x)`] : [],
  );
  if (parts.length === 0) return 0;
  const rows = await query(
    (database) => database.$queryRaw<{ count: number }[]>`select (${Prisma.join(parts, " + ")})::int as "count"`,
  );
  return rows[0]?.count ?? 0;
}

/** How many entries match. Exact where the range has a beginning or a scan is asked for; else it stops at 10,000. */
export async function countChanges(filter: ChangeFilter): Promise<{ total: number; atLeast: boolean }> {
  const bounded = Boolean(filter.from || filter.since || filter.scan);
  const total = await counted(filter, bounded ? null : countCap);
  const atLeast = !bounded && total > countCap;
  return { total: atLeast ? countCap : total, atLeast };
}

/** How many entries were recorded after an instant, at most `cap`. */
export async function countRecordedSince(since: string, cap: number): Promise<number> {
  return Math.min(cap, await counted({ since }, cap));
}

/**
 * The change feed across clusters, newest first: what happened to findings and what changed beside them. Keyset by time and
 * id; both tables are read along their indexes only as far as the page goes.
 */
export async function listChanges(asked: ChangeQuery = {}): Promise<ChangePage> {
  const { limit: wanted, cursor, ...filter } = asked;
  const limit = pageSize(wanted);
  const after = cursor ? decodeCursor(cursor, sort, 2) : null;
  const { events, changes } = sides(filter);
  const parts = [
    ...(events ? [newest(events, true, after, limit + 1)] : []),
    ...(changes ? [newest(changes, false, after, limit + 1)] : []),
  ];
  if (parts.length === 0) return { items: [], nextCursor: null, total: 0, atLeast: false };
  const merged = Prisma.sql`select * from (${Prisma.join(parts, " union all ")}) u
    order by "at" desc, "id" desc limit ${limit + 1}`;
  const [rows, count] = await Promise.all([
    query((database) => database.$queryRaw<RawChange[]>(detailed(merged))),
    countChanges(filter),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const shown = rows.slice(0, limit);
  const differs = await readDifferences(shown);
  return {
    items: shown.map((row) => rowOf(row, differs(row))),
    nextCursor: last ? encodeCursor(sort, [last.place, last.id]) : null,
    ...count,
  };
}

/**
 * The instant up to which everything that is recorded can be seen now, as a reader's mark; null while there is nothing.
 * What another transaction is still writing was recorded after it.
 */
export async function recordedUntil(): Promise<string | null> {
  const rows = await query(
    (database) => database.$queryRaw<{ id: string | null; writing: Date | null }[]>`
      select greatest((select max("id") from "FindingEvent"), (select max("id") from "Change")) as "id",
        (select min(a.xact_start) from pg_stat_activity a
          where a.datname = current_database() and a.pid <> pg_backend_pid() and a.xact_start is not null
            and a.backend_type = 'client backend') as "writing"`,
  );
  const [row] = rows;
  if (!row?.id) return null;
  const newest = timeOfId(row.id);
  const writing = isoOrNull(row.writing);
  return newest && writing && writing < newest ? writing : newest;
}
