import type { FindingEventKind } from "../domain/finding-state.ts";
import type { FindingRow } from "../domain/views/finding-view.ts";
import type { NodeRow } from "../domain/views/node-view.ts";
import type { Overview } from "../domain/views/overview-view.ts";
import { addScoreInputs, score } from "../posture/index.ts";
import { query } from "./client.ts";
import { getCluster, listClusters } from "./clusters.ts";
import { iso, isoOrNull } from "./column-values.ts";
import { listStrip } from "./exposure-strip.ts";
import { findingTables } from "./finding-filter.ts";
import { findingColumns, findingRow, type RawFinding } from "./finding-rows.ts";
import { listFindings } from "./findings.ts";
import { Prisma } from "./generated/client.ts";
import { readNodes } from "./nodes.ts";
import { listStandings } from "./standings.ts";
import { listTrend, type TrendQuery } from "./trends.ts";

const listed = { changes: 10, longestOpen: 5, worstNodes: 5, unreachable: 100 };

type RawChange = RawFinding & {
  eventId: string;
  eventKind: string;
  eventAt: Date;
  eventScanId: string | null;
  eventMessage: string;
  eventBy: string | null;
};

/** The newest turns of findings: what came, came back, went or changed. */
async function listChanges(clusterId: string | null): Promise<Overview["changes"]> {
  const rows = await query(
    (database) => database.$queryRaw<RawChange[]>`
      select ${findingColumns}, e."id" as "eventId", e."kind" as "eventKind", e."at" as "eventAt",
        e."scanId" as "eventScanId", e."message" as "eventMessage", e."by" as "eventBy"
      from "FindingEvent" e join ${findingTables} on f."id" = e."findingId"
      where e."kind" in ('opened', 'reopened', 'resolved', 'severity-changed')
        ${clusterId ? Prisma.sql`and e."clusterId" = ${clusterId}` : Prisma.raw("")}
      order by e."at" desc, e."id" desc limit ${listed.changes}`,
  );
  return rows.map((row) => ({
    id: row.eventId,
    kind: row.eventKind as FindingEventKind,
    at: iso(row.eventAt),
    scanId: row.eventScanId,
    message: row.eventMessage,
    by: row.eventBy,
    finding: findingRow(row),
  }));
}

const openOnNode = Prisma.raw(`n."openCritical" + n."openHigh" + n."openMedium" + n."openLow" + n."openInfo"`);

/** From the counts that a trigger keeps with the nodes, along their index. */
async function listWorstNodes(clusterId: string | undefined): Promise<NodeRow[]> {
  const ofCluster = clusterId ? Prisma.sql`n."clusterId" = ${clusterId} and ` : Prisma.raw("");
  const rows = await query(
    (database) => database.$queryRaw<{ id: string }[]>`
      select n."id" from "Node" n where ${ofCluster}${openOnNode} > 0
      order by n."openCritical" desc, n."openHigh" desc, n."openMedium" desc, (${openOnNode}) desc, n."id"
      limit ${listed.worstNodes}`,
  );
  return readNodes(rows.map(({ id }) => id));
}

async function listUnreachable(clusterId: string | undefined): Promise<string[]> {
  const rows = await query((database) =>
    database.node.findMany({
      where: { present: true, checked: false, ...(clusterId ? { clusterId } : {}) },
      select: { name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: listed.unreachable,
    }),
  );
  return rows.map(({ name }) => name);
}

/** When the nodes that count as checked were looked at, whatever scan did; null when none was. */
async function readFreshness(clusterId: string | undefined): Promise<{ newest: Date | null; oldest: Date | null }> {
  const { _max, _min } = await query((database) =>
    database.node.aggregate({
      where: { present: true, checked: true, ...(clusterId ? { clusterId } : {}) },
      _max: { lastCheckedAt: true },
      _min: { lastCheckedAt: true },
    }),
  );
  return { newest: _max.lastCheckedAt, oldest: _min.lastCheckedAt };
}

async function listLongestOpen(clusterId: string | undefined): Promise<FindingRow[]> {
  const asked = { sort: "failing-since" as const, limit: listed.longestOpen };
  return (await listFindings(clusterId ? { ...asked, cluster: clusterId } : asked)).items;
}

/** All that the first page says, of one cluster or of every one. */
export async function getOverview({ clusterId, days }: TrendQuery): Promise<Overview> {
  const filter = clusterId ? { cluster: clusterId } : {};
  const standing = listStandings(clusterId);
  const [clusters, standings, trend, looked, strip, changes, longestOpen, worstNodes, unreachable] = await Promise.all([
    clusterId ? getCluster(clusterId).then((cluster) => [cluster]) : listClusters(),
    standing,
    listTrend(clusterId ? { clusterId, days } : { days }, new Date(), standing),
    readFreshness(clusterId),
    listStrip(filter),
    listChanges(clusterId ?? null),
    listLongestOpen(clusterId),
    listWorstNodes(clusterId),
    listUnreachable(clusterId),
  ]);
  const sum = addScoreInputs([...standings.values()]);
  const scans = clusters.flatMap((cluster) => cluster.lastScan ?? []);
  const ends = scans.flatMap((scan) => scan.finishedAt ?? []).sort();
  const last = scans.find((scan) => scan.finishedAt === ends.at(-1)) ?? null;
  return {
    clusters,
    nodes: { ...sum.nodes, unreachable },
    // Where no node could be looked at, it is the end of the scans that tried.
    freshest: isoOrNull(looked.newest) ?? ends.at(-1) ?? null,
    stalest: isoOrNull(looked.oldest) ?? ends[0] ?? null,
    vantages: [...new Set(scans.flatMap((scan) => scan.vantage?.kind ?? []))].sort(),
    open: sum.open,
    unknown: sum.unknown,
    score: score(sum),
    trend,
    strip,
    lastScan: last,
    changes,
    longestOpen,
    worstNodes,
  };
}
