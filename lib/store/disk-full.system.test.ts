import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import pg from "pg";
import { temporaryPostgres } from "../database/index.ts";
import { closeDatabase, getDatabase } from "./client.ts";
import { addCluster } from "./database-fixture.ts";
import { migrate } from "./migrate.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { getScan } from "./scans.ts";
import { storeScan } from "./store-scan.ts";

const disk = mkdtempSync(join(tmpdir(), "breakwater-disk-"));
const filler = join(disk, "filler");
let server: Awaited<ReturnType<typeof temporaryPostgres>>;

/** A real disk of 64 MiB under the tables of one database; root may mount it. */
before(async () => {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=64m,mode=0700", "tmpfs", disk]);
  execFileSync("mkdir", ["-m", "0700", join(disk, "tables")]);
  server = await temporaryPostgres();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create tablespace small location '${join(disk, "tables")}'`);
  await admin.query("create database small tablespace small");
  await admin.end();
  const url = new URL(server.url);
  url.pathname = "/small";
  process.env.DATABASE_URL = url.href;
  process.env.BREAKWATER_SECRET_KEY = "cd".repeat(32);
  await migrate();
});
after(async () => {
  await closeDatabase();
  await server.stop();
  execFileSync("umount", [disk]);
  rmSync(disk, { recursive: true, force: true });
});

const tables = ["Node", "Evidence", "Judgement", "PortTarget", "PortState", "Finding", "FindingEvent", "FindingSpan"];
async function counts(): Promise<number[]> {
  const sql = tables.map((table) => `(select count(*)::int from "${table}")`).join(", ");
  const rows = await getDatabase().$queryRawUnsafe<{ counts: number[] }[]>(`select array[${sql}] as "counts"`);
  return rows[0]?.counts ?? [];
}

/** Takes the room that is left, down to so many KiB. */
function fill(leftKiB: number): void {
  const free = Number(execFileSync("df", ["--output=avail", "-k", disk]).toString().trim().split("\n").at(-1));
  writeFileSync(filler, Buffer.alloc((free - leftKiB) * 1024));
}

test("a scan that the disk has no room for is refused with a sentence, leaves nothing, and is stored when there is room", async () => {
  const { id: clusterId } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const nodes = Array.from({ length: 1500 }, (_, index) => `node-${index}`);
  const report = reportOf({
    at: 1,
    nodes,
    results: nodes.map((node) => judged({ node, verdict: "fail", at: minute(1) })),
  });
  const before = await counts();
  fill(1200);
  await assert.rejects(storeScan(id, report), (error: unknown) => {
    assert.ok(error instanceof Error && "code" in error && error.code === "unavailable", String(error));
    assert.match(error.message, /The disk of the database is full.*make room on it, or keep less under Settings/);
    return true;
  });
  assert.deepEqual(await counts(), before);
  assert.equal((await getScan(id)).state, "running");
  rmSync(filler);
  assert.equal((await storeScan(id, report)).stored, true);
  assert.equal((await getScan(id)).state, "complete");
  const [stored] = await counts();
  assert.equal(stored, 1500);
  assert.equal((await counts())[tables.indexOf("Finding")], 1500);
});
