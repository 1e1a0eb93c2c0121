import type { Protocol } from "../domain/port-state.ts";
import type { VantageKind } from "../domain/vantage.ts";
import { query } from "./client.ts";
import { type DeclaredNodePort, portKey } from "./declared-node-ports.ts";
import { exposureRows } from "./exposure-rows.ts";
import { findingCondition } from "./finding-filter.ts";
import { Prisma } from "./generated/client.ts";

/** A port of a cluster as it is open now. */
export interface Sighting {
  clusterId: string;
  port: number;
  protocol: Protocol;
  exposures: number;
  nodes: number;
  vantages: VantageKind[];
  since: Date;
  /** False of what a component or a pod has, which is declared in another way. */
  unowned: boolean;
}

const ofCluster = (cluster: string | undefined, column: Prisma.Sql) =>
  cluster ? Prisma.sql` and ${column} = ${cluster}` : Prisma.empty;

/** Where ports of the node-port range and these others are open, by cluster and port. */
export async function readSightings(
  others: readonly DeclaredNodePort[],
  cluster?: string,
): Promise<Map<string, Sighting>> {
  const ports = [...new Set(others.map(({ port }) => port))];
  const rows = await query(
    (database) => database.$queryRaw<Sighting[]>`
      select g.*, not exists (select 1 from "PortOwner" p where p."clusterId" = g."clusterId" and p."port" = g."port"
          and p."protocol" = g."protocol" and p."facts"->>'via' <> 'component') as "unowned"
      from (
        select e."clusterId", e."port", e."protocol", count(*)::int as "exposures",
          count(distinct e."nodeId")::int as "nodes", array_agg(distinct e."vantageKind") as "vantages",
          min(e."since") as "since"
        from ${exposureRows()} e
        where e."state" = 'open' and (e."section" = 'nodeport' or e."port" = any(${ports}::int[]))${ofCluster(cluster, Prisma.sql`e."clusterId"`)}
        group by 1, 2, 3) g`,
  );
  return new Map(rows.map((row) => [portKey(row.clusterId, row.port, row.protocol), row]));
}

/** Open findings of one port of a cluster. */
export interface FindingsAt {
  count: number;
  worst: number;
  /** Ids of the checks that judge forgotten ports. */
  checks: string[];
}

export const forgottenChecks = {
  leftover: "nodeport-forgotten",
  "service-gone": "nodeport-service-gone-still-open",
  undeclared: "nodeport-orphan-listener",
} as const;

/** Open findings by "cluster port", as /findings counts them. */
export async function readFindingsAt(cluster?: string): Promise<Map<string, FindingsAt>> {
  const rows = await query(
    (database) => database.$queryRaw<(FindingsAt & { clusterId: string; port: number })[]>`
      select f."clusterId", f."port", count(*)::int as "count", min(f."severityRank")::int as "worst",
        coalesce(array_agg(distinct f."checkId") filter (where f."checkId" = any(${Object.values(forgottenChecks)}::text[])),
          '{}') as "checks"
      from "Finding" f where ${findingCondition(cluster ? { cluster } : {})} and f."port" is not null group by 1, 2`,
  );
  return new Map(rows.map(({ clusterId, port, ...found }) => [`${clusterId} ${port}`, found]));
}
