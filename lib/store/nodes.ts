import type { Distribution } from "../domain/distribution.ts";
import { AppError } from "../domain/errors.ts";
import type { KubeletConfigAnswer } from "../domain/inventory.ts";
import type { Observation } from "../domain/observation.ts";
import type { EffectiveSetting } from "../domain/setting.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { NodeDetail, NodeRow } from "../domain/views/node-view.ts";
import type { Page } from "../domain/views/page.ts";
import type { PortSection } from "../domain/well-known-ports.ts";
import { query } from "./client.ts";
import { fromJson, iso, isoOrNull } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import type { Prisma } from "./generated/client.ts";
import { readPorts } from "./port-readings.ts";
import { listPortOwners } from "./store-port-owners.ts";
import { type Sections, unknownSections } from "./store-sections.ts";

const withCluster = { cluster: { select: { name: true } } } as const satisfies Prisma.NodeInclude;
type Row = Prisma.NodeGetPayload<{ include: typeof withCluster }>;

export interface NodeQuery {
  clusterId?: string;
  /** Words of the name, an address or a role. */
  q?: string;
  /** Only nodes that are there and were checked, on which a port of this class is open. */
  reachable?: PortSection;
  limit?: number;
  cursor?: string;
}

/** Open findings on a node, as a trigger keeps them. */
function openOn({ openCritical, openHigh, openMedium, openLow, openInfo }: Row): SeverityCounts {
  return { critical: openCritical, high: openHigh, medium: openMedium, low: openLow, info: openInfo };
}

function viewOf(row: Row): NodeRow {
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
    zone: row.zone,
    ready: row.ready,
    checked: row.checked,
    lastCheckedAt: isoOrNull(row.lastCheckedAt),
    present: row.present,
    open: openOn(row),
    openPorts: row.openPorts,
    sections: { ...unknownSections(), ...fromJson<Partial<Sections>>(row.sections) },
  };
}

function condition({ clusterId, q, reachable }: NodeQuery): Prisma.NodeWhereInput {
  const words = (q ?? "").split(/\s+/).filter(Boolean).slice(0, 10);
  return {
    ...(clusterId ? { clusterId } : {}),
    ...(reachable ? { present: true, checked: true, sections: { path: [reachable], equals: "open" } } : {}),
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
  const [rows, total] = await Promise.all([
    query((database) =>
      database.node.findMany({
        where: { AND: [where, after] },
        include: withCluster,
        orderBy: [{ name: "asc" }, { id: "asc" }],
        take: limit + 1,
      }),
    ),
    query((database) => database.node.count({ where })),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const items = shown.map(viewOf);
  return { items, nextCursor: last ? encodeCursor("nodes", [last.name, last.id]) : null, total };
}

/** Reads nodes by id, in the order asked for. */
export async function readNodes(ids: readonly string[]): Promise<NodeRow[]> {
  const rows = await query((database) =>
    database.node.findMany({ where: { id: { in: [...ids] } }, include: withCluster }),
  );
  const byId = new Map(rows.map((row) => [row.id, viewOf(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** One node with what is seen on it now: the newest look at each port from each vantage. */
export async function getNode(id: string): Promise<NodeDetail> {
  const row = await query((database) => database.node.findUnique({ where: { id }, include: withCluster }));
  if (!row) throw new AppError("not-found", `There is no node with the id ${id}.`);
  const [ports, imported, owners] = await Promise.all([
    readPorts({ clusterId: row.clusterId, nodeId: id }),
    query((database) =>
      database.importedPortState.findMany({
        where: { clusterId: row.clusterId, nodeId: id, current: true },
        select: { facts: true },
        orderBy: [{ port: "asc" }, { id: "asc" }],
      }),
    ),
    listPortOwners(row.clusterId, row.name),
  ]);
  const observations = [...ports.observations, ...imported.map(({ facts }) => fromJson<Observation>(facts))];
  return {
    ...viewOf(row),
    osImage: row.osImage,
    firstSeenAt: iso(row.firstSeenAt),
    kubeletConfig: fromJson<KubeletConfigAnswer | null>(row.kubeletConfig),
    settings: fromJson<EffectiveSetting[] | null>(row.settings),
    owners,
    observations: observations.sort((a, b) => a.port - b.port),
    sweeps: ports.sweeps,
    lastScanId: row.lastScanId,
  };
}

/** AppError "not-found" for what is neither the id nor the name of a node, nor one that an import names. */
export async function requireNode(node: string | undefined, clusterId?: string): Promise<void> {
  if (node === undefined) return;
  const ofCluster = clusterId === undefined ? {} : { clusterId };
  const named = { ...ofCluster, OR: [{ id: node }, { name: node }] };
  if ((await query((database) => database.node.findFirst({ where: named, select: { id: true } }))) !== null) return;
  const imported = { ...ofCluster, current: true, nodeId: null, facts: { path: ["node"], equals: node } };
  const seen = await query((database) =>
    database.importedPortState.findFirst({ where: imported, select: { id: true } }),
  );
  if (seen === null) throw new AppError("not-found", `There is no node with the id or name ${node}.`);
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
  return viewOf(row);
}

/** Whether any node is known to stand in a zone. */
export async function hasZones(): Promise<boolean> {
  const node = await query((database) =>
    database.node.findFirst({ where: { zone: { not: null } }, select: { id: true } }),
  );
  return node !== null;
}
