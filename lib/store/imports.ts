import { AppError } from "../domain/errors.ts";
import type { ImportedEvidence, ImportFormat } from "../domain/imported.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { ImportRow } from "../domain/views/import-view.ts";
import type { Page } from "../domain/views/page.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { fromJson, iso, toJson } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import type { Import as ImportRecord } from "./generated/client.ts";
import { findSameImport, insertImportContent, markNewestPortStates } from "./import-content.ts";
import { newId } from "./new-id.ts";
import { findActiveScan } from "./request-scan.ts";
import { storeTrend } from "./store-trend.ts";

type Row = ImportRecord & { cluster: { name: string } };

function viewOf(row: Row): ImportRow {
  const vantage =
    row.vantageName && row.vantageKind ? { name: row.vantageName, kind: row.vantageKind as VantageKind } : null;
  return {
    id: row.id,
    clusterId: row.clusterId,
    clusterName: row.cluster.name,
    format: row.format as ImportFormat,
    fileName: row.fileName,
    tool: row.tool,
    toolVersion: row.toolVersion,
    at: iso(row.at),
    importedAt: iso(row.importedAt),
    vantage,
    opinions: row.opinions,
    observations: row.observations,
    nodeReports: row.nodeReports,
    left: fromJson<ImportRow["left"]>(row.left),
  };
}

const withCluster = { cluster: { select: { name: true } } } as const;
/** What a file left out is listed so far; a file of another cluster would leave out all of it. */
const leftListed = 200;

/**
 * Keeps one imported file whole or not at all. The same file again changes nothing; a file of the same name, time and
 * nodes with other content replaces it. AppError "not-found" for a cluster that is not there.
 */
export async function storeImport(clusterId: string, fileName: string, imported: ImportedEvidence): Promise<ImportRow> {
  return (await keepImport(clusterId, fileName, imported)).row;
}

/** What an import says of ports stands among today's numbers. The caller holds the cluster's row. */
async function countPorts(tx: Transaction, clusterId: string): Promise<void> {
  await storeTrend(tx, { clusterId, at: new Date().toISOString(), rulesHash: null, scanned: false });
}

/** The same, saying whether anything is new. */
export async function keepImport(
  clusterId: string,
  fileName: string,
  imported: ImportedEvidence,
): Promise<{ row: ImportRow; isNew: boolean }> {
  const id = newId();
  const kept = await transaction(async (tx) => {
    // Holds the cluster's row: the same file sent twice at once comes in one after the other.
    await findActiveScan(tx, clusterId);
    const before = await findSameImport(tx, clusterId, fileName, imported);
    if (before?.isUnchanged) return before.id;
    if (before) await tx.import.delete({ where: { id: before.id } });
    const vantage = imported.observations[0]?.vantage;
    await tx.import.create({
      data: {
        id,
        clusterId,
        format: imported.format,
        fileName,
        tool: imported.tool,
        toolVersion: imported.toolVersion,
        at: new Date(imported.at),
        importedAt: new Date(),
        vantageName: vantage?.name ?? null,
        vantageKind: vantage?.kind ?? null,
        opinions: imported.opinions.length,
        observations: imported.observations.length,
        nodeReports: imported.nodeReports.length,
        left: toJson(imported.left.slice(0, leftListed)),
      },
    });
    await insertImportContent(tx, { importId: id, clusterId }, imported);
    await countPorts(tx, clusterId);
    return id;
  }, 120_000);
  return { row: await getImport(kept), isNew: kept === id };
}

export async function getImport(id: string): Promise<ImportRow> {
  const row = await query((database) => database.import.findUnique({ where: { id }, include: withCluster }));
  if (!row) throw new AppError("not-found", `There is no import with the id ${id}.`);
  return viewOf(row);
}

/** Imported files, the newest first. */
export async function listImports(asked: {
  clusterId?: string;
  limit?: number;
  cursor?: string;
}): Promise<Page<ImportRow>> {
  const limit = pageSize(asked.limit);
  const where = asked.clusterId ? { clusterId: asked.clusterId } : {};
  const [before, beforeId] = asked.cursor ? decodeCursor(asked.cursor, "imports", 2) : [];
  const older =
    before && beforeId
      ? { OR: [{ importedAt: { lt: new Date(before) } }, { importedAt: new Date(before), id: { lt: beforeId } }] }
      : {};
  const [rows, total] = await query((database) =>
    Promise.all([
      database.import.findMany({
        where: { AND: [where, older] },
        orderBy: [{ importedAt: "desc" }, { id: "desc" }],
        take: limit + 1,
        include: withCluster,
      }),
      database.import.count({ where }),
    ]),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const nextCursor = last ? encodeCursor("imports", [iso(last.importedAt), last.id]) : null;
  return { items: shown.map(viewOf), nextCursor, total };
}

/** Takes an import back, with all that came of it: what the files before it said of the same ports counts again. */
export async function deleteImport(id: string): Promise<void> {
  await transaction(async (tx) => {
    const row = await tx.import.findUnique({ where: { id }, select: { clusterId: true } });
    if (!row) throw new AppError("not-found", `There is no import with the id ${id}.`);
    await findActiveScan(tx, row.clusterId);
    await tx.import.deleteMany({ where: { id } });
    await markNewestPortStates(tx, row.clusterId);
    await countPorts(tx, row.clusterId);
  }, 120_000);
}
