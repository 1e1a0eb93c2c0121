import assert from "node:assert/strict";
import { createServer, type Socket } from "node:net";
import { after, before, test } from "node:test";
import pg from "pg";
import { createDatabase, temporaryPostgres } from "../database/index.ts";
import { closeDatabase, databaseUrl, getDatabase } from "./client.ts";
import { addCluster } from "./database-fixture.ts";
import { listFindings } from "./findings.ts";
import { getHealth } from "./health.ts";
import { migrate } from "./migrate.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { getScan } from "./scans.ts";
import { storeScan } from "./store-scan.ts";

let server: Awaited<ReturnType<typeof temporaryPostgres>>;
before(async () => {
  server = await temporaryPostgres();
  process.env.DATABASE_URL = await createDatabase(server.url, "lost");
  process.env.BREAKWATER_SECRET_KEY = "ab".repeat(32);
  await migrate();
});
after(async () => {
  await closeDatabase();
  await server.stop();
});

async function admin<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<Row>(sql).finally(() => client.end());
  return rows;
}

/** Cuts every connection of the database once a statement of this kind runs. */
async function cutDuring(pattern: string): Promise<void> {
  const sql = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = 'lost' and state <> 'idle' and query like '${pattern}'`;
  for (let tries = 0; tries < 4000; tries += 1) if ((await admin(sql)).length > 0) return;
  assert.fail("the statement never ran");
}

const rowsIn = async (table: string): Promise<number> => {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  const { rows } = await client
    .query<{ count: number }>(`select count(*)::int as count from "${table}"`)
    .finally(() => client.end());
  return rows[0]?.count ?? -1;
};

test("a database that goes away in the middle of storing keeps nothing of the scan, and a retry keeps it whole", async () => {
  const { id: clusterId } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const nodes = Array.from({ length: 3000 }, (_, index) => `node-${index}`);
  const results = nodes.map((node) => judged({ node, verdict: "fail", at: minute(1) }));
  const report = reportOf({ at: 1, nodes, results });
  const cut = cutDuring('%insert into "Judgement"%');
  await assert.rejects(storeScan(id, report), { code: "unavailable", message: /database cannot be reached/ });
  await cut;
  for (const table of ["Node", "Evidence", "Judgement", "PortState", "Finding", "FindingEvent"]) {
    assert.equal(await rowsIn(table), 0, table);
  }
  assert.equal((await getScan(id)).state, "running");
  assert.equal((await storeScan(id, report)).stored, true);
  assert.equal((await getScan(id)).state, "complete");
  assert.equal(await rowsIn("Finding"), 3000);
});

test("health tells a database that does not fit the program from one that is gone", async () => {
  const { name, checksum } = await getDatabase().schemaMigration.findFirstOrThrow();
  const edit = (sum: string) => getDatabase().schemaMigration.update({ where: { name }, data: { checksum: sum } });
  await edit("another");
  const health = await getHealth();
  assert.deepEqual([health.status, health.database, health.migrations], ["unavailable", "ok", "unknown"]);
  assert.match(health.problems[0] ?? "", /was changed after it was applied/);
  await edit(checksum);
});

test("health says in sentences what is missing, and never throws", async () => {
  const health = await getHealth();
  assert.deepEqual(
    [health.status, health.database, health.worker, health.migrations],
    ["degraded", "ok", "missing", "ok"],
  );
  await closeDatabase();
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  const lost = await getHealth();
  assert.deepEqual([lost.status, lost.database], ["unavailable", "unavailable"]);
  assert.match(lost.problems[0] ?? "", /database cannot be reached/);
  await assert.rejects(listFindings(), { code: "unavailable" });
});

test("health answers within its 3 s when the database takes connections and says nothing", async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket.on("error", () => socket.destroy())));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  assert.ok(typeof address === "object" && address);
  await closeDatabase();
  process.env.DATABASE_URL = `postgresql://nobody@127.0.0.1:${address.port}/none`;
  const start = performance.now();
  const health = await getHealth();
  const took = performance.now() - start;
  assert.ok(took > 2_500 && took < 4_500, `${took} ms`);
  assert.deepEqual([health.status, health.database], ["unavailable", "unavailable"]);
  assert.deepEqual(health.problems, ["The database did not answer within 3 s."]);
  assert.ok(sockets.length > 0);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
});

test("a DATABASE_URL that is none is named", () => {
  assert.throws(() => databaseUrl("mysql://127.0.0.1/x"), {
    code: "invalid",
    message: /DATABASE_URL is not a PostgreSQL/,
  });
  assert.throws(() => databaseUrl("nonsense"), { code: "invalid" });
  assert.throws(() => databaseUrl(""), { code: "unavailable", message: /DATABASE_URL is not set/ });
});
