import { AppError } from "../domain/errors.ts";
import { clusterChangeKinds } from "../domain/memory.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { Severity } from "../domain/severity.ts";
import type { Page } from "../domain/views/page.ts";
import {
  type NodeTimelineEntry,
  type NodeTimelineKind,
  type NodeTimelineQuery,
  nodeTimelineKinds,
} from "../domain/views/timeline-view.ts";
import { query } from "./client.ts";
import { iso } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { Prisma } from "./generated/client.ts";
import { nodeLineage } from "./node-lineage.ts";
import { readReach } from "./node-reach.ts";

const sort = "-at";

/** Kinds of entries of Change by the kind that people filter by. */
function changeKindsOf(kind: NodeTimelineKind): string[] {
  const named = { port: /^port-/, setting: /^(setting-changed|scan-saw-less)$/, node: /^(node-|kubelet-upgraded)/ };
  const pattern = kind in named ? named[kind as keyof typeof named] : null;
  return clusterChangeKinds.filter((each) => pattern?.test(each));
}

interface Row {
  id: string;
  at: Date;
  what: string;
  message: string;
  port: number | null;
  protocol: string | null;
  scanId: string | null;
  findingId: string | null;
  severity: string | null;
}

/** Ids sort byte by byte, as they do where entries of several sources are put together. */
const place = Prisma.sql`"at", "id" collate "C"`;

function entries(nodeIds: readonly string[], kinds: readonly NodeTimelineKind[]): Prisma.Sql {
  const changes = Prisma.sql`
    select h."id", h."at", h."kind" as "what", h."message", h."port", h."protocol", h."scanId", null as "findingId",
      null as "severity"
    from "Change" h where h."nodeId" = any(${[...nodeIds]}::text[]) and h."kind" = any(${kinds.flatMap(changeKindsOf)}::text[])`;
  const events = Prisma.sql`
    select e."id", e."at", case when e."kind" = 'resolved' then coalesce(e."resolution", 'ended') else e."kind" end,
      f."headline", f."port", f."protocol", e."scanId", f."id",
      coalesce(e."severity", f."severity")
    from "FindingEvent" e join "Finding" f on f."id" = e."findingId" where f."nodeId" = any(${[...nodeIds]}::text[])`;
  return kinds.includes("finding") ? Prisma.sql`${changes} union all ${events}` : changes;
}

function kindOf({ what, findingId }: Row): NodeTimelineKind {
  if (findingId !== null) return "finding";
  return nodeTimelineKinds.find((kind) => changeKindsOf(kind).includes(what)) ?? "node";
}

const viewOf = (row: Row): NodeTimelineEntry => ({
  ...row,
  at: iso(row.at),
  kind: kindOf(row),
  what: row.what as NodeTimelineEntry["what"],
  protocol: row.protocol as Protocol | null,
  severity: row.severity as Severity | null,
  vantage: null,
});

const newestFirst = (a: NodeTimelineEntry, b: NodeTimelineEntry) =>
  Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1);

/**
 * What happened on a node, newest first: its coming and going, settings, ports, findings, and whether scans could look at
 * it. The machines that it replaced are part of it. AppError "not-found" where there is no such node.
 */
export async function listNodeTimeline(asked: NodeTimelineQuery): Promise<Page<NodeTimelineEntry>> {
  const kinds = asked.kind?.length ? asked.kind : nodeTimelineKinds;
  const limit = pageSize(asked.limit);
  const [time, last] = asked.cursor ? decodeCursor(asked.cursor, sort, 2) : [];
  if (time !== undefined && Number.isNaN(Date.parse(time))) {
    throw new AppError("invalid", "The cursor does not belong to this list; start again without it.");
  }
  const line = await nodeLineage(asked.nodeId);
  if (line.length === 0) throw new AppError("not-found", `There is no node with the id ${asked.nodeId}.`);
  const all = entries(
    line.map(({ id }) => id),
    kinds,
  );
  const after = time ? Prisma.sql`where (${place}) < (${time}::timestamptz, ${last}::text)` : Prisma.sql``;
  const [rows, counted, reach] = await Promise.all([
    query(
      (database) => database.$queryRaw<Row[]>`
        select * from (${all}) t ${after} order by "at" desc, "id" collate "C" desc limit ${limit + 1}`,
    ),
    query((database) => database.$queryRaw<{ count: number }[]>`select count(*)::int as "count" from (${all}) t`),
    kinds.includes("reach") ? readReach(line) : [],
  ]);
  const older = reach.filter(({ at, id }) => {
    const difference = time ? Date.parse(at) - Date.parse(time) : -1;
    return difference < 0 || (difference === 0 && id < (last ?? ""));
  });
  const merged = [...rows.map(viewOf), ...older].sort(newestFirst);
  const items = merged.slice(0, limit);
  const end = merged.length > limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: end ? encodeCursor(sort, [end.at, end.id]) : null,
    total: (counted[0]?.count ?? 0) + reach.length,
  };
}
