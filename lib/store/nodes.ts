import type { Distribution } from "../domain/distribution.ts";
import { AppError } from "../domain/errors.ts";
import type { KubeletConfigAnswer } from "../domain/inventory.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { EffectiveSetting } from "../domain/setting.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { NodeDetail, NodeRow } from "../domain/views/node-view.ts";
import type { Page } from "../domain/views/page.ts";
import { noCounts } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson, iso, isoOrNull } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import { countFindingsByNode } from "./find-facets.ts";
import type { Prisma } from "./generated/client.ts";
import { listPortOwners } from "./store-port-owners.ts";
import { type Sections, unknownSections } from "./store-sections.ts";

const withCluster = { cluster: { select: { name: true } } } as const satisfies Prisma.NodeInclude;
type Row = Prisma.NodeGetPayload<{ include: typeof withCluster }>;

export interface NodeQuery {
  clusterId?: string;
  /** Words of the name, an address or a role. */
  q?: string;
  limit?: number;
  cursor?: string;
}

function viewOf(row: Row, open: SeverityCounts): NodeRow {
  return {
    id: row.id,
    clusterId: row.clusterId,
    clusterName: row.cluster.name,
    name: row.name,
    uid: row.uid,
    roles: row.roles,
    addresses: row.addresses,
    kubeletVersion: row.kubeletVersion,
    distribution: row.distribution as Distribution,
    ready: row.ready,
    checked: row.checked,
    lastCheckedAt: isoOrNull(row.lastCheckedAt),
    present: row.present,
    open,
    openPorts: row.openPorts,
    sections: { ...unknownSections(), ...fromJson<Partial<Sections>>(row.sections) },
  };
}

function condition({ clusterId, q }: NodeQuery): Prisma.NodeWhereInput {
  const words = (q ?? "").split(/\s+/).filter(Boolean).slice(0, 10);
  return {
    ...(clusterId ? { clusterId } : {}),
    AND: words.map((word) => ({
      OR: [
        { name: { contains: word, mode: "insensitive" } },
        { addresses: { has: word } },
        { roles: { has: word } },
        { cluster: { name: { contains: word, mode: "insensitive" } } },
      ],
    })),
  };
}

/** Nodes by name, those that are gone included. */
export async function listNodes(asked: NodeQuery = {}): Promise<Page<NodeRow>> {
  const limit = pageSize(asked.limit, 100, 1000);
  const where = condition(asked);
  const [name = "", id = ""] = asked.cursor ? decodeCursor(asked.cursor, "nodes", 2) : [];
  const after = asked.cursor ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] } : {};
  const [rows, total, open] = await Promise.all([
    query((database) =>
      database.node.findMany({
        where: { AND: [where, after] },
        include: withCluster,
        orderBy: [{ name: "asc" }, { id: "asc" }],
        take: limit + 1,
      }),
    ),
    query((database) => database.node.count({ where })),
    countFindingsByNode(asked.clusterId ? { cluster: asked.clusterId } : {}),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const items = shown.map((row) => viewOf(row, open.get(row.id) ?? noCounts()));
  return { items, nextCursor: last ? encodeCursor("nodes", [last.name, last.id]) : null, total };
}

/** Reads nodes by id, in the order asked for. */
export async function readNodes(ids: readonly string[]): Promise<NodeRow[]> {
  const rows = await query((database) =>
    database.node.findMany({ where: { id: { in: [...ids] } }, include: withCluster }),
  );
  const open = await countFindingsByNode({});
  const byId = new Map(rows.map((row) => [row.id, viewOf(row, open.get(row.id) ?? noCounts())]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** One node with what is seen on it now: the newest look at each port from each vantage. */
export async function getNode(id: string): Promise<NodeDetail> {
  const row = await query((database) => database.node.findUnique({ where: { id }, include: withCluster }));
  if (!row) throw new AppError("not-found", `There is no node with the id ${id}.`);
  const [observations, sweeps, open, owners] = await Promise.all([
    query((database) =>
      database.observation.findMany({
        where: { clusterId: row.clusterId, nodeId: id, current: true },
        select: { facts: true },
        orderBy: [{ port: "asc" }, { id: "asc" }],
      }),
    ),
    query((database) =>
      database.sweep.findMany({
        where: { nodeId: id, scanId: row.checkedScanId ?? "" },
        select: { facts: true },
        orderBy: { id: "asc" },
      }),
    ),
    countFindingsByNode({ node: id }),
    listPortOwners(row.clusterId, row.name),
  ]);
  return {
    ...viewOf(row, open.get(id) ?? noCounts()),
    osImage: row.osImage,
    firstSeenAt: iso(row.firstSeenAt),
    kubeletConfig: fromJson<KubeletConfigAnswer | null>(row.kubeletConfig),
    settings: fromJson<EffectiveSetting[] | null>(row.settings),
    owners,
    observations: observations.map(({ facts }) => fromJson<Observation>(facts)),
    sweeps: sweeps.map(({ facts }) => fromJson<Sweep>(facts)),
    lastScanId: row.lastScanId,
  };
}

/** Finds the node of a cluster that has this name now, else the last that had it. */
export async function findNodeByName(clusterId: string, name: string): Promise<NodeRow | undefined> {
  const row = await query((database) =>
    database.node.findFirst({
      where: { clusterId, name },
      include: withCluster,
      orderBy: [{ present: "desc" }, { lastSeenAt: "desc" }],
    }),
  );
  if (!row) return undefined;
  const open = await countFindingsByNode({ node: row.id });
  return viewOf(row, open.get(row.id) ?? noCounts());
}
