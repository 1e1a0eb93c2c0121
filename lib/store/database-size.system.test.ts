import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TableSize } from "../domain/views/retention-view.ts";
import { getDatabase } from "./client.ts";
import { startTestDatabase } from "./database-fixture.ts";
import { getDatabaseSize, warnOf } from "./database-size.ts";
import { ensurePartitions } from "./partitions.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const find = async (table: string) =>
  (await getDatabaseSize()).tables.find((of) => of.table === table) ?? assert.fail(table);

test("each table is listed once with its partitions added up, and the sum is within the database", async () => {
  await ensurePartitions([new Date("2026-01-05"), new Date("2026-02-05")]);
  const { bytes, tables } = await getDatabaseSize();
  const names = tables.map(({ table }) => table);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(
    names.filter((name) => /_2026_/.test(name)),
    [],
  );
  assert.equal((await find("PortHistory")).partitions, 2);
  assert.equal((await find("Finding")).partitions, 0);
  assert.ok(tables.reduce((sum, table) => sum + table.tableBytes + table.indexBytes, 0) < bytes);
});

test("dead rows are seen as they come and go, and a warning says how to clean a table that is left with them", async () => {
  const database = getDatabase();
  await database.$executeRawUnsafe('alter table "RuleSet" set (autovacuum_enabled = false)');
  await database.$executeRawUnsafe(`insert into "RuleSet" select g::text, '{"a": "${"x".repeat(900)}"}', now()
    from generate_series(1, 20000) g`);
  await database.$executeRawUnsafe(`delete from "RuleSet" where "hash"::int > 2000`);
  await database.$queryRawUnsafe("select pg_stat_force_next_flush()::text");
  const dirty = await find("RuleSet");
  assert.ok(dirty.deadRows >= 18_000, `${dirty.deadRows} dead rows`);
  assert.equal(dirty.lastVacuumAt, null);
  const soon = (await getDatabaseSize()).warnings.filter(({ table }) => table === "RuleSet");
  assert.deepEqual(soon, [], "autovacuum may still come");
  const [message = ""] = warnOf(dirty, { packedBytes: null, leftAlone: true });
  assert.match(message, /rows were replaced or deleted.*transaction that stays open.*VACUUM \(ANALYZE\) "RuleSet";/);
  await database.$executeRawUnsafe('vacuum (analyze) "RuleSet"');
  await database.$queryRawUnsafe("select pg_stat_force_next_flush()::text");
  const clean = await find("RuleSet");
  assert.ok(clean.deadRows < 100 && clean.lastVacuumAt !== null && clean.rows === 2000, JSON.stringify(clean));
});

const size: TableSize = {
  table: "Finding",
  partitions: 0,
  rows: 100_000,
  tableBytes: 100e6,
  indexBytes: 50e6,
  deadRows: 500,
  lastVacuumAt: null,
  lastAnalyzeAt: null,
  indexBytesPerRow: 500,
};

const packed = (packedBytes: number) => ({ packedBytes, leftAlone: true });

test("a healthy table and a small one need nobody; gaps and grown indexes are told with the command that mends them", () => {
  assert.deepEqual(warnOf(size, packed(90e6)), []);
  assert.deepEqual(warnOf({ ...size, tableBytes: 1e6, indexBytes: 9e6 }, packed(1e4)), []);
  assert.match(warnOf(size, packed(10e6)).join(), /for 10 MB of rows.*VACUUM FULL "Finding";/);
  assert.match(warnOf({ ...size, indexBytes: 500e6 }, packed(90e6)).join(), /REINDEX TABLE CONCURRENTLY "Finding";/);
});

test("tables that every scan writes are cleaned after a fiftieth of their rows changed", async () => {
  const rows = await getDatabase().$queryRaw<{ table: string; options: string[] }[]>`
    select relname as "table", reloptions as "options" from pg_class
    where relname in ('PortTarget', 'PortState', 'Finding', 'Judgement')`;
  assert.equal(rows.length, 4);
  for (const { table, options } of rows) assert.ok(options.includes("autovacuum_vacuum_scale_factor=0.02"), table);
});
