import { AppError } from "../domain/errors.ts";
import type { ImportedEvidence, ImportFormat } from "../domain/imported.ts";
import type { Vantage, VantageKind } from "../domain/vantage.ts";
import type { ImportRow } from "../domain/views/import-view.ts";
import type { Page } from "../domain/views/page.ts";
import { portSection } from "../domain/well-known-ports.ts";
import { insertRows } from "./bulk.ts";
import { query, type Transaction, transaction } from "./client.ts";
import { fromJson, iso, toJson } from "./column-values.ts";
import { decodeCursor, encodeCursor, pageSize } from "./cursor.ts";
import type { Import as ImportRecord } from "./generated/client.ts";
import { newId } from "./new-id.ts";
import { readNodeIds } from "./store-nodes.ts";

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
 * Keeps one imported file whole or not at all. The same file again (same tool and time, same name) replaces itself.
 * AppError "not-found" for a cluster that is not there.
 */
export async function storeImport(clusterId: string, fileName: string, imported: ImportedEvidence): Promise<ImportRow> {
  const id = newId();
  await transaction(async (tx) => {
    const cluster = await tx.cluster.findUnique({ where: { id: clusterId }, select: { id: true } });
    if (!cluster) throw new AppError("not-found", `There is no cluster with the id ${clusterId}.`);
    const at = new Date(imported.at);
    await tx.import.deleteMany({ where: { clusterId, format: imported.format, fileName, at } });
    const vantage = imported.observations[0]?.vantage;
    await tx.import.create({
      data: {
        id,
        clusterId,
        format: imported.format,
        fileName,
        tool: imported.tool,
        toolVersion: imported.toolVersion,
        at,
        importedAt: new Date(),
        vantageName: vantage?.name ?? null,
        vantageKind: vantage?.kind ?? null,
        opinions: imported.opinions.length,
        observations: imported.observations.length,
        nodeReports: imported.nodeReports.length,
        left: toJson(imported.left.slice(0, leftListed)),
      },
    });
    await insertContent(tx, { id, clusterId }, imported);
  }, 120_000);
  return getImport(id);
}

async function insertContent(
  tx: Transaction,
  { id: importId, clusterId }: { id: string; clusterId: string },
  imported: ImportedEvidence,
): Promise<void> {
  const base = { importId, clusterId };
  const opinionColumns = {
    importId: "text",
    clusterId: "text",
    checkId: "text",
    node: "text",
    ruleId: "text",
    tool: "text",
    at: "timestamptz",
    facts: "jsonb",
  };
  const opinions = imported.opinions.map((facts) => ({ ...base, ...facts, facts }));
  await insertRows(tx, { table: "ImportedOpinion", columns: opinionColumns }, opinions);
  const reportColumns = { importId: "text", clusterId: "text", node: "text", at: "timestamptz", facts: "jsonb" };
  const reports = imported.nodeReports.map((facts) => ({ ...base, node: facts.node, at: facts.at, facts }));
  await insertRows(tx, { table: "NodeReport", columns: reportColumns }, reports);
  await insertPortStates(tx, base, imported);
}

async function insertPortStates(
  tx: Transaction,
  base: { importId: string; clusterId: string },
  { observations }: ImportedEvidence,
): Promise<void> {
  const nodes = await readNodeIds(tx, base.clusterId);
  const columns = {
    importId: "text",
    clusterId: "text",
    nodeId: "text",
    address: "text",
    port: "int",
    protocol: "text",
    state: "text",
    service: "text",
    section: "text",
    vantageName: "text",
    vantageKind: "text",
    at: "timestamptz",
    current: "boolean",
    facts: "jsonb",
  };
  for (const vantage of vantagesOf(observations)) {
    await tx.observation.updateMany({
      where: { clusterId: base.clusterId, vantageName: vantage.name, importId: { not: null }, current: true },
      data: { current: false },
    });
  }
  const rows = observations.map((seen) => ({
    ...base,
    nodeId: seen.node === null ? null : (nodes.get(seen.node) ?? null),
    address: seen.address,
    port: seen.port,
    protocol: seen.protocol,
    state: seen.state,
    service: seen.service,
    section: portSection(seen.port),
    vantageName: seen.vantage.name,
    vantageKind: seen.vantage.kind,
    at: seen.at,
    current: true,
    facts: seen,
  }));
  await insertRows(tx, { table: "Observation", columns }, rows);
}

function vantagesOf(observations: ImportedEvidence["observations"]): Vantage[] {
  return [...new Map(observations.map(({ vantage }) => [vantage.name, vantage])).values()];
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

/** Takes an import back, with all that came of it; findings follow with the next scan. */
export async function deleteImport(id: string): Promise<void> {
  const { count } = await query((database) => database.import.deleteMany({ where: { id } }));
  if (count === 0) throw new AppError("not-found", `There is no import with the id ${id}.`);
}
