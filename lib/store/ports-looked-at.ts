import type { VantageKind } from "../domain/vantage.ts";
import { query } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { portRanges } from "./port-ranges.ts";

interface Row {
  clusterId: string;
  /** "TCP 22,10250" of each target of a node. */
  lists: string[];
  nodes: number;
}

interface Asked {
  cluster?: string | undefined;
  vantage?: VantageKind | undefined;
}

/** Nodes on which a port was ever looked at, of all clusters or of one of them. */
export type LookedAt = (port: number, protocol: string, cluster?: string) => number;

/** Most nodes were looked at alike: each kind of them is read once, and counted. */
async function readLists({ cluster, vantage }: Asked): Promise<Row[]> {
  const own = [
    Prisma.sql`t."endedAt" is null and n."present"`,
    ...(cluster ? [Prisma.sql`t."clusterId" = ${cluster}`] : []),
    ...(vantage ? [Prisma.sql`t."vantageKind" = ${vantage}`] : []),
  ];
  return query(
    (database) => database.$queryRaw<Row[]>`
      select k."clusterId", k."lists", count(*)::int as "nodes" from (
        select t."clusterId", t."nodeId", array_agg(distinct t."protocol" || ' ' || t."ports") as "lists"
        from "PortTarget" t join "Node" n on n."id" = t."nodeId" where ${Prisma.join(own, " and ")} group by 1, 2) k
      group by 1, 2`,
  );
}

export async function readLookedAt(asked: Asked): Promise<LookedAt> {
  const rows = await readLists(asked);
  const ranges = new Map<string, [number, number][]>();
  const rangesOf = (list: string) => {
    const known = ranges.get(list) ?? portRanges(list.slice(list.indexOf(" ") + 1));
    ranges.set(list, known);
    return known;
  };
  const holds = (list: string, port: number, protocol: string) =>
    list.startsWith(`${protocol} `) && rangesOf(list).some(([from, to]) => from <= port && port <= to);
  return (port, protocol, cluster) =>
    rows
      .filter(
        ({ clusterId, lists }) =>
          (!cluster || clusterId === cluster) && lists.some((list) => holds(list, port, protocol)),
      )
      .reduce((sum, { nodes }) => sum + nodes, 0);
}
