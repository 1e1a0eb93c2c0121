import { isDeepStrictEqual } from "node:util";
import type { ImportedEvidence } from "../domain/imported.ts";
import { portSection } from "../domain/well-known-ports.ts";
import { insertRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { readNodeIds } from "./store-nodes.ts";

interface Base {
  importId: string;
  clusterId: string;
}

type Content = Pick<ImportedEvidence, "opinions" | "observations" | "nodeReports">;

/** Rows of an import that is kept already, in the order they came in. */
async function readContent(tx: Transaction, importId: string): Promise<Content> {
  const read = { where: { importId }, select: { facts: true }, orderBy: { id: "asc" as const } };
  const [opinions, observations, nodeReports] = [
    await tx.importedOpinion.findMany(read),
    await tx.importedPortState.findMany(read),
    await tx.nodeReport.findMany(read),
  ];
  const facts = (rows: { facts: unknown }[]) => rows.map((row) => row.facts);
  const content = { opinions: facts(opinions), observations: facts(observations), nodeReports: facts(nodeReports) };
  return content as unknown as Content;
}

/** What a file speaks of: two files of one name and time may come from two nodes. */
function aboutOf({ opinions, observations, nodeReports }: Content): string {
  const nodes = [...opinions, ...observations, ...nodeReports].map(({ node }) => node ?? "");
  return JSON.stringify([[...new Set(nodes)].sort(), observations[0]?.vantage.name ?? null]);
}

/** Some tools write no time down, so that the same file comes in with the time at which it was given. */
function sameApartFromTime(a: Content, b: Content): boolean {
  if (a.nodeReports.length > 0 || b.nodeReports.length > 0) return false;
  const timeless = ({ opinions, observations }: Content) =>
    [opinions, observations].map((list) => list.map(withoutTime));
  return isDeepStrictEqual(timeless(a), timeless(b));
}

const withoutTime = <Entry extends { at: string }>({ at: _, ...rest }: Entry) => rest;

/**
 * The import of the same file: same name and tool, about the same nodes, and either of the same time or with the same
 * content. Of two with the same content the later look stays.
 */
export async function findSameImport(
  tx: Transaction,
  clusterId: string,
  fileName: string,
  imported: ImportedEvidence,
): Promise<{ id: string; isUnchanged: boolean } | null> {
  const { format, at, opinions, observations, nodeReports } = imported;
  const rows = await tx.import.findMany({
    where: { clusterId, format, fileName },
    select: { id: true, at: true },
    orderBy: { id: "asc" },
  });
  // As the database gives it back: without what is undefined.
  const given = JSON.parse(JSON.stringify({ opinions, observations, nodeReports })) as Content;
  const about = aboutOf(given);
  const time = new Date(at).getTime();
  for (const row of rows) {
    const before = await readContent(tx, row.id);
    if (aboutOf(before) !== about) continue;
    if (row.at.getTime() === time) return { id: row.id, isUnchanged: isDeepStrictEqual(before, given) };
    if (sameApartFromTime(before, given)) return { id: row.id, isUnchanged: time < row.at.getTime() };
  }
  return null;
}

export async function insertImportContent(tx: Transaction, base: Base, imported: ImportedEvidence): Promise<void> {
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
  await markNewestPortStates(tx, base.clusterId);
}

const portStateColumns = {
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

async function insertPortStates(tx: Transaction, base: Base, { observations }: ImportedEvidence): Promise<void> {
  const nodes = await readNodeIds(tx, base.clusterId);
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
  await insertRows(tx, { table: "ImportedPortState", columns: portStateColumns }, rows);
}

/** Of several files about one address from one vantage the newest look counts, in whatever order they were imported. */
export async function markNewestPortStates(tx: Transaction, clusterId: string): Promise<void> {
  await tx.$executeRaw`
    with newest as (
      select distinct on (o."vantageName", o."address") o."vantageName", o."address", o."importId"
      from "ImportedPortState" o join "Import" i on i."id" = o."importId"
      where o."clusterId" = ${clusterId}
      order by o."vantageName", o."address", i."at" desc, i."importedAt" desc, i."id" desc)
    update "ImportedPortState" o set "current" = (o."importId" = n."importId") from newest n
    where o."clusterId" = ${clusterId} and o."importId" is not null and o."vantageName" = n."vantageName"
      and o."address" = n."address" and o."current" <> (o."importId" = n."importId")`;
}
