import type { Observation, Sweep } from "../domain/observation.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { VantageKind } from "../domain/vantage.ts";
import { query } from "./client.ts";
import { fromJson, iso } from "./column-values.ts";
import { Prisma } from "./generated/client.ts";
import { type ConfirmedAt, readConfirmed } from "./port-looks.ts";
import { stateOf } from "./port-states.ts";

interface PortRow {
  targetId: number;
  node: string | null;
  address: string;
  protocol: string;
  vantageName: string;
  vantageKind: string;
  lastLookedAt: Date;
  port: number;
  state: number;
  service: string | null;
  facts: unknown;
}

/** A port as the newest look saw it: what it answered is told as it was seen first, because it answers the same. */
function observationOf(row: PortRow, confirmedAt: ConfirmedAt): Observation {
  const { node, address, port } = row;
  const facts = fromJson<Observation | null>(row.facts);
  const plain = { state: stateOf(row.state), service: row.service, rttMs: null, reason: null };
  return {
    ...(facts ?? plain),
    node,
    address,
    port,
    protocol: row.protocol as Protocol,
    vantage: { name: row.vantageName, kind: row.vantageKind as VantageKind },
    state: stateOf(row.state),
    at: iso(confirmedAt(row.targetId, port) ?? row.lastLookedAt),
  };
}

export interface ReadingsQuery {
  clusterId: string;
  nodeId?: string;
  vantageName?: string;
}

/** What is known now of the ports of a node, or of a cluster from one vantage: every port that is told by itself. */
export async function readPorts(asked: ReadingsQuery): Promise<{ observations: Observation[]; sweeps: Sweep[] }> {
  const condition = Prisma.join(
    [
      Prisma.sql`t."clusterId" = ${asked.clusterId} and t."endedAt" is null`,
      ...(asked.nodeId ? [Prisma.sql`t."nodeId" = ${asked.nodeId}`] : []),
      ...(asked.vantageName ? [Prisma.sql`t."vantageName" = ${asked.vantageName}`] : []),
    ],
    " and ",
  );
  const [rows, sweeps] = await Promise.all([
    query(
      (database) => database.$queryRaw<PortRow[]>`
        select t."id" as "targetId", n."name" as "node", t."address", t."protocol", t."vantageName", t."vantageKind", t."lastLookedAt",
          p."port", p."state", a."service", a."facts"
        from "PortTarget" t join "PortState" p on p."targetId" = t."id"
          left join "Node" n on n."id" = t."nodeId" left join "PortAnswer" a on a."id" = p."answerId"
        where ${condition} and (t."nodeId" is null or n."present" or ${asked.nodeId ?? null}::text is not null)
        order by p."port", t."id"`,
    ),
    query(
      (database) => database.$queryRaw<{ sweep: unknown }[]>`
        select t."sweep" from "PortTarget" t where ${condition} and t."sweep" is not null order by t."id"`,
    ),
  ]);
  const confirmedAt = await readConfirmed(rows.map(({ targetId }) => targetId));
  const observations = rows.map((row) => observationOf(row, confirmedAt));
  return { observations, sweeps: sweeps.map(({ sweep }) => fromJson<Sweep>(sweep)) };
}
