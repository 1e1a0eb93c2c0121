import { expectationOf, type OpenPort } from "../domain/expected-port.ts";
import type { BaselineEntry } from "../domain/port-baseline.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { PortExpectation } from "../domain/views/port-view.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { exposureRows } from "./exposure-rows.ts";

/** What the baselines in force say, by cluster; a cluster without one is not among them. */
export async function readBaselineEntries(cluster?: string): Promise<Map<string, BaselineEntry[]>> {
  const rows = await query((database) =>
    database.portBaseline.findMany({
      where: cluster ? { clusterId: cluster } : {},
      distinct: ["clusterId"],
      orderBy: [{ clusterId: "asc" }, { version: "desc" }],
      select: { clusterId: true, entries: true },
    }),
  );
  return new Map(rows.map(({ clusterId, entries }) => [clusterId, fromJson<BaselineEntry[]>(entries)]));
}

interface Row {
  clusterId: string;
  port: number;
  protocol: Protocol;
  role: string;
  distribution: string;
  node: string;
  vantages: VantageKind[];
  nodes: number;
}

/** Nodes that are alike count as one, unless an entry of their cluster asks for names. */
function readOpen(clusters: string[], named: string[]): Promise<Row[]> {
  return query(
    (database) => database.$queryRaw<Row[]>`
      select o."clusterId", o."port", o."protocol", o."role", o."distribution", o."node", o."vantages",
        count(*)::int as "nodes"
      from (
        select e."clusterId", e."nodeId", e."port", e."protocol", n."distribution",
          case when n."roles" && array['control-plane', 'master', 'etcd'] then 'control-plane' else 'worker' end as "role",
          case when e."clusterId" = any(${named}::text[]) then n."name" else '' end as "node",
          array_agg(distinct e."vantageKind") as "vantages"
        from ${exposureRows()} e join "Node" n on n."id" = e."nodeId"
        where e."state" = 'open' and e."clusterId" = any(${clusters}::text[]) group by 1, 2, 3, 4, 5, 6, 7) o
      group by 1, 2, 3, 4, 5, 6, 7`,
  );
}

/** Names of the Services that have a port on every node, by "cluster port/protocol"; null where they could not be read. */
async function readServices(
  clusters: string[],
): Promise<(row: Pick<Row, "clusterId" | "port" | "protocol">) => string[] | null> {
  const [rows, listed] = await Promise.all([
    query(
      (database) => database.$queryRaw<{ key: string; name: string }[]>`
        select distinct p."clusterId" || ' ' || p."port" || '/' || p."protocol" as "key",
          (p."facts"->>'namespace') || '/' || (p."facts"->>'name') as "name"
        from "PortOwner" p
        where p."clusterId" = any(${clusters}::text[]) and p."nodeName" is null and p."facts"->>'kind' = 'Service'`,
    ),
    query(
      (database) => database.$queryRaw<{ id: string }[]>`
        select c."id" from "Cluster" c join "Scan" s on s."id" = c."lastCompleteScanId"
        where c."id" = any(${clusters}::text[]) and jsonb_typeof(s."declaredPorts") = 'array'`,
    ),
  ]);
  const names = Map.groupBy(rows, ({ key }) => key);
  const known = new Set(listed.map(({ id }) => id));
  return ({ clusterId, port, protocol }) =>
    known.has(clusterId) ? (names.get(`${clusterId} ${port}/${protocol}`) ?? []).map(({ name }) => name) : null;
}

export interface Expected {
  /** Nodes on which no entry has it open. */
  unexpected: number;
  unconfirmed: number;
}

/** Tells how a port stands in the baselines of clusters that have it open. */
export type ReadExpectation = (
  port: number,
  protocol: string,
  clusters: readonly string[],
) => Expected & { expectation: PortExpectation };

export async function readExpectations(cluster: string | undefined, now: Date): Promise<ReadExpectation> {
  const baselines = await readBaselineEntries(cluster);
  const clusters = [...baselines.keys()];
  const named = clusters.filter((id) => baselines.get(id)?.some(({ nodes }) => nodes.name !== undefined));
  const [rows, servicesOf] =
    clusters.length === 0 ? [[], () => null] : await Promise.all([readOpen(clusters, named), readServices(clusters)]);
  const standing = new Map<string, Expected>();
  for (const row of rows) {
    const { clusterId, port, protocol, role, distribution, node, vantages } = row;
    const open: OpenPort = { node, role, distribution, port, protocol, vantages, services: servicesOf(row) };
    const { kind } = expectationOf(baselines.get(clusterId) ?? [], open, now);
    const known = standing.get(`${port}/${protocol}`) ?? { unexpected: 0, unconfirmed: 0 };
    if (kind === "unconfirmed") known.unconfirmed += row.nodes;
    else if (kind !== "expected") known.unexpected += row.nodes;
    standing.set(`${port}/${protocol}`, known);
  }
  return (port, protocol, of) => {
    const found = standing.get(`${port}/${protocol}`) ?? { unexpected: 0, unconfirmed: 0 };
    if (found.unexpected > 0) return { ...found, expectation: "unexpected" };
    if (found.unconfirmed > 0) return { ...found, expectation: "unconfirmed" };
    return { ...found, expectation: of.every((id) => baselines.has(id)) ? "expected" : "no-baseline" };
  };
}
