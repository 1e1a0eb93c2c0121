/**
 * Storing a standard scan of 1,000 nodes, made of a real scan of the fleet's largest cluster: first scan, and scans after
 * it in which a thousandth of the verdicts turned. The rival stores such a scan as rows with Prisma's createMany, one a
 * verdict and one a port that is told: measured on a part of both and reckoned up. COPY inside the server and the
 * product's bulk insert write the same rows of verdicts in the same run. Usage: node bench/ingest.ts [nodes] [rounds]
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { temporaryPostgres } from "../lib/database/index.ts";
import type { ScanReport } from "../lib/domain/scan-report.ts";
import { fleetOn, scanFleet } from "../lib/scan/fleet-fixture.ts";
import { insertRows } from "../lib/store/bulk.ts";
import { getDatabase, transaction } from "../lib/store/client.ts";
import {
  closeDatabase,
  createCluster,
  migrate,
  requestScan,
  startScan,
  storeImport,
  storeScan,
} from "../lib/store/index.ts";
import { later, multiplied } from "./ingest-load.ts";

const bounds = { createMany: 10, copy: 0.4, seconds: 2 };
const [nodeCount = 1000, rounds = 5] = process.argv.slice(2).map(Number);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const { fleet, stop } = await fleetOn();
const real = await scanFleet(fleet, "harbor");
await stop();
const report = multiplied(real, nodeCount);

const server = await temporaryPostgres();
process.env.DATABASE_URL = server.url;
process.env.BREAKWATER_SECRET_KEY = randomBytes(32).toString("hex");
await migrate(server.url);
const client = new pg.Client({ connectionString: server.url });
await client.connect();
const registered = {
  source: "kubeconfig" as const,
  secret: "apiVersion: v1\nkind: Config\n",
  context: null,
  origin: "file" as const,
  target: "https://127.0.0.1:6443",
  authorizationProofs: false,
};
const cluster = await createCluster({ ...registered, name: "ingest" });

async function store(of: ScanReport): Promise<number> {
  const { id } = await requestScan({ clusterId: cluster.id, profile: "standard", trigger: "schedule" });
  await startScan(id, "bench");
  const startedAt = performance.now();
  await storeScan(id, of);
  return performance.now() - startedAt;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

const first = await store(report);
const times: number[] = [];
for (let hour = 1; hour <= rounds; hour += 1) times.push(await store(later(report, hour)));

/** Verdicts as rows, in a table like Judgement with all its indexes and without the count that a trigger keeps. */
await client.query(`create table "Copied" (like "Judgement" including all)`);
await client.query(`alter table "Copied" alter column "id" drop identity if exists`);
const { rows: found } = await client.query(`select * from "Judgement" order by "id"`);
const columns = {
  id: "int",
  clusterId: "text",
  fingerprint: "text",
  digest: "text",
  checkId: "text",
  subject: "jsonb",
  nodeId: "text",
  node: "text",
  port: "int",
  verdict: "text",
  severity: "text",
  headline: "text",
  reason: "text",
  vantageName: "text",
  vantageKind: "text",
  evidenceHash: "text",
  evidenceAt: "text[]",
  since: "timestamptz",
};
const directory = mkdtempSync(join(tmpdir(), "breakwater-copy-"));
chmodSync(directory, 0o777);
const file = join(directory, "judgements");
const names = Object.keys(columns)
  .map((name) => `"${name}"`)
  .join(", ");
await client.query(`copy (select ${names} from "Judgement") to '${file}'`);
const empty = () => client.query('truncate "Copied"');
// createMany knows only the models: it writes into Judgement itself, under another cluster, and that is taken back.
const sample = 5000;
const imported = await storeImport(cluster.id, "rival.xml", {
  ...{ format: "nmap", tool: "nmap", toolVersion: null, at: report.startedAt },
  ...{ opinions: [], observations: [], nodeReports: [], left: [] },
});
const other = await createCluster({ ...registered, name: "rival" });
function portRow(seen: ScanReport["observations"][number]) {
  const { address, port, protocol, state, service, vantage, at } = seen;
  const place = { clusterId: other.id, importId: imported.id, address, port, protocol, state, service };
  const of = { vantageName: vantage.name, vantageKind: vantage.kind, at: new Date(at), current: true };
  return { ...place, ...of, section: "other", facts: JSON.parse(JSON.stringify(seen)) };
}

const ours: number[] = [];
const copied: number[] = [];
const many: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  await empty();
  ours.push(await timed(() => transaction((tx) => insertRows(tx, { table: "Copied", columns }, found), 120_000)));
  await empty();
  copied.push(await timed(() => client.query(`copy "Copied" (${names}) from '${file}'`)));
  const rows = found.slice(0, sample).map(({ id: _id, ...row }) => ({ ...row, clusterId: other.id }));
  const verdicts = await timed(() => getDatabase().judgement.createMany({ data: rows }));
  await client.query('delete from "Judgement" where "clusterId" = $1', [other.id]);
  const ports = report.observations.slice(0, sample).map((seen) => portRow(seen));
  const told = await timed(() => getDatabase().importedPortState.createMany({ data: ports }));
  await client.query('delete from "ImportedPortState" where "clusterId" = $1', [other.id]);
  many.push((verdicts / rows.length) * found.length + (told / ports.length) * report.observations.length);
}
const ratio = (of: number[], to: number[]) => median(of.map((ms, round) => ms / (to[round] ?? Number.NaN)));
const overMany = ratio(many, times);
const overCopy = ratio(copied, ours);
const seconds = median(times) / 1000;
const fails = report.results.filter(({ verdict }) => verdict === "fail").length;
console.log(
  `ingest: ${nodeCount} nodes, ${report.results.length} verdicts, ${fails} findings, ${report.observations.length} ports told; ` +
    `first scan ${(first / 1000).toFixed(1)} s (${(JSON.stringify(report).length / 1e6).toFixed(0)} MB of report)`,
);
console.log(
  `ingest scan: ${seconds.toFixed(2)} s for a scan after it (bound ${bounds.seconds} s), median of ${rounds}`,
);
console.log(
  `ingest rate: ratio ${overMany.toFixed(1)} (bound ${bounds.createMany}) faster than the scan as rows by createMany, ` +
    `${(median(many) / 1000).toFixed(0)} s for ${found.length} verdicts and ${report.observations.length} ports (reckoned from ${sample} of each)`,
);
console.log(
  `ingest copy: ratio ${overCopy.toFixed(2)} (bound ${bounds.copy}) of the rate of COPY: ` +
    `${median(ours).toFixed(0)} ms for ${found.length} rows with their indexes, COPY ${median(copied).toFixed(0)} ms`,
);
rmSync(directory, { recursive: true, force: true });
await client.end();
await closeDatabase();
await server.stop();
if (!(overMany >= bounds.createMany && overCopy >= bounds.copy && seconds <= bounds.seconds)) process.exitCode = 1;
