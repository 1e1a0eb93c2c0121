import { AppError } from "../domain/errors.ts";
import type { PortState } from "../domain/port-state.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { ExposureRow } from "../domain/views/node-view.ts";
import type { Page } from "../domain/views/page.ts";
import type { PortSection } from "../domain/well-known-ports.ts";
import { query } from "./client.ts";
import { iso } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { Prisma } from "./generated/client.ts";

export interface ExposureQuery {
  cluster?: string;
  /** Id or name of a node. */
  node?: string;
  port?: number;
  /** "any" for every state; the open ports otherwise. */
  state?: PortState | "any";
  limit?: number;
  cursor?: string;
}

interface Row {
  id: bigint;
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
}

function condition({ cluster, node, port, state = "open" }: ExposureQuery): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`o."current"`,
      ...(cluster ? [Prisma.sql`o."clusterId" = ${cluster}`] : []),
      ...(node ? [Prisma.sql`(o."nodeId" = ${node} or n."name" = ${node})`] : []),
      ...(port === undefined ? [] : [Prisma.sql`o."port" = ${port}`]),
      ...(state === "any" ? [] : [Prisma.sql`o."state" = ${state}`]),
    ],
    " and ",
  );
}

function placeOf(cursor: string | undefined): bigint {
  if (!cursor) return 0n;
  const [id = ""] = decodeCursor(cursor, "exposures", 1);
  if (!/^\d{1,18}$/.test(id)) throw new AppError("invalid", "The cursor does not belong to this list.");
  return BigInt(id);
}

const viewOf = ({ id: _id, vantageName, vantageKind, at, state, section, ...row }: Row): ExposureRow => ({
  ...row,
  state: state as PortState | null,
  section: section as PortSection,
  vantage: { name: vantageName, kind: vantageKind as VantageKind },
  at: iso(at),
});

/** Ports as they are seen now, one row a port, address and vantage; in the order in which they were stored. */
export async function listExposures(asked: ExposureQuery = {}): Promise<Page<ExposureRow>> {
  const limit = pageSize(asked.limit, 100, 1000);
  const tables = Prisma.sql`"Observation" o left join "Node" n on n."id" = o."nodeId"`;
  const [rows, counted] = await Promise.all([
    query(
      (database) => database.$queryRaw<Row[]>`
        select o."id", o."clusterId", o."nodeId", coalesce(n."name", o."facts"->>'node') as "node", o."address",
          o."port", o."protocol", o."state", o."service", o."section", o."vantageName", o."vantageKind", o."at"
        from ${tables} where ${condition(asked)} and o."id" > ${placeOf(asked.cursor)}
        order by o."id" limit ${limit + 1}`,
    ),
    query(
      (database) => database.$queryRaw<{ count: number }[]>`
        select count(*)::int as "count" from ${tables} where ${condition(asked)}`,
    ),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(viewOf),
    nextCursor: last ? encodeCursor("exposures", [String(last.id)]) : null,
    total: counted[0]?.count ?? 0,
  };
}
