import { classOfComponent, readOnlyPorts } from "../domain/matrix-class.ts";
import type { PortState } from "../domain/port-state.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { MatrixClass } from "../domain/views/matrix-view.ts";
import { query } from "./client.ts";
import { type FindingFilter, findingCondition } from "./finding-filter.ts";
import { Prisma } from "./generated/client.ts";

/** More nodes than this are not drawn in one matrix; their number is said. */
export const matrixNodes = 10_000;

const { sql } = Prisma;

/** The rule of lib/domain/matrix-class.ts over `"Finding" f`; a test holds both together. */
const classOfFinding = sql`case
  when f."port" = any(${[...readOnlyPorts]}::int[]) then 'read-only'
  when f."port" is not null then replace(port_section(f."port"), 'nodeport', 'node-port')
  else coalesce((${JSON.stringify(classOfComponent)}::jsonb)->>f."component", 'other') end`;

const ofCluster = (table: string, clusterId: string | undefined) =>
  clusterId ? sql` and ${Prisma.raw(table)}."clusterId" = ${clusterId}` : Prisma.empty;

export interface NodeLine {
  id: string;
  name: string;
  clusterId: string;
  addresses: string[];
  roles: string[];
  distribution: string;
  zone: string | null;
  checked: boolean | null;
  openPorts: number;
  /** Open findings by severity, worst first. */
  open: number[];
  /** Where the last scan of its cluster stood. */
  lastVantage: VantageKind | null;
  total: number;
}

/** Nodes that are in their cluster, by name. */
export function readNodeLines(clusterId: string | undefined): Promise<NodeLine[]> {
  return query(
    (database) => database.$queryRaw<NodeLine[]>`
      select n."id", n."name", n."clusterId", n."addresses", n."roles", n."distribution", n."zone", n."checked", n."openPorts",
        array[n."openCritical", n."openHigh", n."openMedium", n."openLow", n."openInfo"] as "open",
        s."vantageKind" as "lastVantage", (count(*) over ())::int as "total"
      from "Node" n join "Cluster" c on c."id" = n."clusterId" left join "Scan" s on s."id" = c."lastScanId"
      where n."present"${ofCluster("n", clusterId)} order by n."name", n."id" limit ${matrixNodes}`,
  );
}

export interface TargetLine {
  nodeId: string;
  kind: VantageKind;
  /** TargetClasses as text, the same for most nodes; null where an older version stored the target. */
  classes: string | null;
  ports: string | null;
  states: Uint8Array | null;
}

/** What was looked at on nodes that are there, a row an address, protocol and vantage. */
export function readTargetLines(clusterId: string | undefined): Promise<TargetLine[]> {
  return query(
    (database) => database.$queryRaw<TargetLine[]>`
      select t."nodeId", t."vantageKind" as "kind", t."classes"::text as "classes",
        case when t."classes" is null then t."ports" end as "ports", case when t."classes" is null then t."states" end as "states"
      from "PortTarget" t where t."endedAt" is null and t."nodeId" is not null${ofCluster("t", clusterId)}`,
  );
}

export interface ImportedLine {
  nodeId: string;
  kind: VantageKind;
  port: number;
  state: PortState | null;
}

/** What imports say of ports of nodes, as far as it is current. */
export function readImportedLines(clusterId: string | undefined): Promise<ImportedLine[]> {
  return query(
    (database) => database.$queryRaw<ImportedLine[]>`
      select i."nodeId", i."vantageKind" as "kind", i."port", i."state" from "ImportedPortState" i
      where i."current" and i."nodeId" is not null${ofCluster("i", clusterId)}`,
  );
}

export interface FindingsLine {
  nodeId: string;
  class: MatrixClass;
  count: number;
  /** Rank of the worst and its id, in one word. */
  worst: string;
}

/** Open findings of nodes by class, grouped in the order of the index: sorted all at once they do not fit into memory. */
export function readFindingLines(clusterId: string | undefined): Promise<FindingsLine[]> {
  const filter: FindingFilter = clusterId ? { cluster: clusterId } : {};
  return query(
    (database) => database.$queryRaw<FindingsLine[]>`
      select f."nodeId", ${classOfFinding} as "class", count(*)::int as "count",
        min(f."severityRank"::text || f."id" collate "C") as "worst"
      from "Finding" f where ${findingCondition(filter)} and f."nodeId" is not null
      group by f."clusterId", 1, 2`,
  );
}

export interface FindingLine {
  id: string;
  headline: string;
  severity: string;
  total: number;
}

/** Open findings of one cell, worst first. */
export function readCellFindings(nodeId: string, name: MatrixClass, limit: number): Promise<FindingLine[]> {
  return query(
    (database) => database.$queryRaw<FindingLine[]>`
      select f."id", f."headline", f."severity", (count(*) over ())::int as "total" from "Finding" f
      where ${findingCondition({})} and f."nodeId" = ${nodeId} and ${classOfFinding} = ${name}
      order by f."severityRank", f."id" collate "C" limit ${limit}`,
  );
}
