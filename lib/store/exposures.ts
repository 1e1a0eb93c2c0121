import { AppError } from "../domain/errors.ts";
import type { PortState, Protocol } from "../domain/port-state.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { ExposureRow } from "../domain/views/node-view.ts";
import type { Page } from "../domain/views/page.ts";
import type { PortSection } from "../domain/well-known-ports.ts";
import { query } from "./client.ts";
import { iso } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { exposureRows } from "./exposure-rows.ts";
import { Prisma } from "./generated/client.ts";
import { readConfirmed } from "./port-looks.ts";

export interface ExposureQuery {
  cluster?: string;
  /** Id or name of a node. */
  node?: string;
  port?: number;
  protocol?: Protocol;
  section?: PortSection;
  vantage?: VantageKind;
  /** "any" for every state; the open ports otherwise. */
  state?: PortState | "any";
  /** As it stood at this instant, RFC 3339; now otherwise. */
  at?: string;
  limit?: number;
  cursor?: string;
}

interface Row {
  clusterId: string;
  nodeId: string | null;
  node: string | null;
  address: string;
  port: number;
  protocol: string;
  state: string | null;
  service: string | null;
  section: string;
  vantageName: string;
  vantageKind: string;
  at: Date;
  since: Date;
  targetId: number;
}

function condition({ cluster, node, port, protocol, section, vantage, state = "open" }: ExposureQuery): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(cluster ? [Prisma.sql`e."clusterId" = ${cluster}`] : []),
      ...(node ? [Prisma.sql`(e."nodeId" = ${node} or e."node" = ${node})`] : []),
      ...(port === undefined ? [] : [Prisma.sql`e."port" = ${port}`]),
      ...(protocol ? [Prisma.sql`e."protocol" = ${protocol}`] : []),
      ...(section ? [Prisma.sql`e."section" = ${section}`] : []),
      ...(vantage ? [Prisma.sql`e."vantageKind" = ${vantage}`] : []),
      ...(state === "any" ? [] : [Prisma.sql`e."state" = ${state}`]),
    ],
    " and ",
  );
}

/** The instant asked for; AppError "invalid" for what is none. */
function instant(at: string | undefined): Date | undefined {
  if (at === undefined) return undefined;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) throw new AppError("invalid", "at must be a time like 2026-10-03T23:59:59Z.");
  return date;
}

function afterCursor(cursor: string | undefined): Prisma.Sql {
  if (!cursor) return Prisma.sql`true`;
  const [target = "", port = ""] = decodeCursor(cursor, "exposures", 2);
  if (!/^-?\d{1,10}$/.test(target) || !/^\d{1,5}$/.test(port)) {
    throw new AppError("invalid", "The cursor does not belong to this list.");
  }
  return Prisma.sql`(e."targetId", e."port") > (${Number(target)}::int, ${Number(port)}::int)`;
}

/** When a row was confirmed last: by a look at its port, which is at the latest the one that saw it change. */
const confirmed = (row: Row, lastAt: Date | null): Date => (lastAt && lastAt > row.since ? lastAt : row.since);

const viewOf = ({ targetId: _id, vantageName, vantageKind, at, since, state, section, ...row }: Row): ExposureRow => ({
  ...row,
  state: state as PortState | null,
  section: section as PortSection,
  vantage: { name: vantageName, kind: vantageKind as VantageKind },
  at: iso(at),
  since: iso(since),
});

/** Ports as they are known, one row a port, address and vantage; target by target, in the order of their ports. */
export async function listExposures(asked: ExposureQuery = {}): Promise<Page<ExposureRow>> {
  const limit = pageSize(asked.limit, 100, 1000);
  const at = instant(asked.at);
  const rowsOf = exposureRows(at);
  const [rows, counted] = await Promise.all([
    query(
      (database) => database.$queryRaw<Row[]>`
        select e.* from ${rowsOf} e where ${condition(asked)} and ${afterCursor(asked.cursor)}
        order by e."targetId", e."port" limit ${limit + 1}`,
    ),
    query(
      (database) => database.$queryRaw<{ count: number }[]>`
        select count(*)::int as "count" from ${rowsOf} e where ${condition(asked)}`,
    ),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const shown = rows.slice(0, limit);
  const confirmedAt = await readConfirmed(
    shown.map(({ targetId }) => targetId),
    at,
  );
  return {
    items: shown.map((row) => viewOf({ ...row, at: confirmed(row, confirmedAt(row.targetId, row.port)) })),
    nextCursor: last ? encodeCursor("exposures", [String(last.targetId), String(last.port)]) : null,
    total: counted[0]?.count ?? 0,
  };
}
