import type { Distribution } from "../domain/distribution.ts";
import { AppError } from "../domain/errors.ts";
import type { ClusterRow, NewCluster } from "../domain/views/cluster-view.ts";
import type { ScanSummary } from "../domain/views/scan-view.ts";
import { type ScoreInput, score } from "../posture/index.ts";
import { query } from "./client.ts";
import { iso, isoOrNull } from "./column-values.ts";
import type { Prisma } from "./generated/client.ts";
import { newId } from "./new-id.ts";
import { removeCluster } from "./remove-cluster.ts";
import { setPolicy } from "./retention-policies.ts";
import { type SummaryRow, summariseScan, summaryColumns } from "./scan-summary.ts";
import { seal, unseal } from "./seal.ts";
import { sharedInTurn } from "./shared-in-turn.ts";
import { listStandings } from "./standings.ts";

const columns = {
  id: true,
  name: true,
  source: true,
  target: true,
  context: true,
  uid: true,
  version: true,
  distribution: true,
  isDemo: true,
  authorizationProofs: true,
  createdAt: true,
  lastScanId: true,
  lastCompleteScanId: true,
  schedules: { select: { nextDueAt: true }, where: { paused: false, nextDueAt: { not: null } } },
} as const satisfies Prisma.ClusterSelect;

type Row = Prisma.ClusterGetPayload<{ select: typeof columns }>;

/** `own` are the cluster's scans, newest first. */
function viewOf(row: Row, standing: ScoreInput, own: readonly ScanSummary[]): ClusterRow {
  const last = own.find((scan) => scan.id === row.lastScanId);
  const running = own.find(({ state }) => state === "queued" || state === "running");
  const attempt = own.at(0);
  const due = row.schedules.map(({ nextDueAt }) => nextDueAt?.getTime() ?? Number.POSITIVE_INFINITY);
  return {
    id: row.id,
    name: row.name,
    source: row.source as ClusterRow["source"],
    target: row.target,
    context: row.context,
    uid: row.uid,
    version: row.version,
    distribution: row.distribution as Distribution | null,
    isDemo: row.isDemo,
    authorizationProofs: row.authorizationProofs,
    createdAt: iso(row.createdAt),
    nodes: standing.nodes,
    open: standing.open,
    score: score(standing),
    unknown: { judgements: standing.unknown, scanId: row.lastCompleteScanId ?? row.lastScanId },
    lastScan: last ?? null,
    lastAttempt: attempt ?? null,
    runningScan: running ?? null,
    nextScheduledAt: isoOrNull(due.length > 0 ? new Date(Math.min(...due)) : null),
  };
}

/** Of each cluster the newest scan whatever became of it, the one under way, and the last with results; newest first. */
async function readScansOf(rows: readonly Row[]): Promise<SummaryRow[]> {
  const clusterIds = rows.map((row) => row.id);
  const newest = await query(
    (database) => database.$queryRaw<{ id: string }[]>`
      select s."id" from unnest(${clusterIds}::text[]) c("id") cross join lateral (
        select s."id" from "Scan" s where s."clusterId" = c."id" order by s."requestedAt" desc, s."id" desc limit 1) s`,
  );
  const named = [...newest.map((scan) => scan.id), ...rows.flatMap((row) => row.lastScanId ?? [])];
  const running = { clusterId: { in: clusterIds }, state: { in: ["queued", "running"] } };
  return query((database) =>
    database.scan.findMany({
      where: { OR: [{ id: { in: named } }, running] },
      orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
      select: summaryColumns,
    }),
  );
}

async function readClusters(id?: string): Promise<ClusterRow[]> {
  const standing = listStandings(id);
  const rows = await query((database) =>
    database.cluster.findMany({ where: id ? { id } : {}, select: columns, orderBy: [{ name: "asc" }, { id: "asc" }] }),
  );
  const [standings, scans] = await Promise.all([standing, readScansOf(rows)]);
  const scansOf = Map.groupBy(scans.map(summariseScan), ({ clusterId }) => clusterId);
  return rows.flatMap((row) => {
    const standing = standings.get(row.id);
    return standing ? [viewOf(row, standing, scansOf.get(row.id) ?? [])] : [];
  });
}

/** All clusters by name. What a page asks several times at once is read once. */
export const listClusters = sharedInTurn((): Promise<ClusterRow[]> => readClusters());

const missing = (id: string) => new AppError("not-found", `There is no cluster with the id ${id}.`);

/** AppError "not-found" for an id that no cluster has; nothing asked for is fine. */
export async function requireCluster(id: string | undefined): Promise<void> {
  if (id === undefined) return;
  if ((await query((database) => database.cluster.count({ where: { id } }))) === 0) throw missing(id);
}

export async function getCluster(id: string): Promise<ClusterRow> {
  const [cluster] = await readClusters(id);
  if (!cluster) throw missing(id);
  return cluster;
}

function nameTaken(name: string) {
  return (error: unknown): never => {
    if (error instanceof AppError && error.code === "conflict") {
      throw new AppError("conflict", `There is already a cluster named "${name}".`, { cause: error });
    }
    throw error;
  };
}

/** Adds a cluster; its credential is sealed before it reaches the database. */
export async function createCluster(cluster: NewCluster): Promise<ClusterRow> {
  const { secret, isDemo = false, ...rest } = cluster;
  const id = newId();
  const sealedSecret = secret === null ? null : seal(secret, id);
  await query((database) => database.cluster.create({ data: { ...rest, id, isDemo, sealedSecret } })).catch(
    nameTaken(cluster.name),
  );
  // Its past is made all at once and is there to be looked at, with the proof on both sides of each change.
  if (isDemo) await setPolicy({ clusterId: id, intervals: 400, findings: 400, evidence: 400, rollups: "default" });
  return getCluster(id);
}

export async function renameCluster(id: string, name: string): Promise<ClusterRow> {
  const { count } = await query((database) => database.cluster.updateMany({ where: { id }, data: { name } })).catch(
    nameTaken(name),
  );
  if (count === 0) throw missing(id);
  return getCluster(id);
}

/** Removes a cluster with its scans, findings, memory, schedules and credential. */
export async function deleteCluster(id: string): Promise<void> {
  if (!(await removeCluster(id))) throw missing(id);
}

/** How a cluster is reached, with its opened credential: for the worker alone, never for a view or a log. */
export interface ClusterSource extends NewCluster {
  /** Kube-system uid that the last scan read. */
  uid: string | null;
}

export async function readClusterSource(id: string): Promise<ClusterSource> {
  const row = await query((database) => database.cluster.findUnique({ where: { id } }));
  if (!row) throw missing(id);
  return {
    name: row.name,
    source: row.source as NewCluster["source"],
    secret: row.sealedSecret === null ? null : unseal(row.sealedSecret, row.id),
    context: row.context,
    origin: row.origin as NewCluster["origin"],
    target: row.target,
    authorizationProofs: row.authorizationProofs,
    isDemo: row.isDemo,
    uid: row.uid,
  };
}
