import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import pg from "pg";
import { createDatabase, temporaryPostgres } from "../database/index.ts";
import { assertServerVersion, migrate, pendingMigrations } from "./migrate.ts";
import { type MigrationFile, readMigrationFiles } from "./migration-files.ts";

let server: Awaited<ReturnType<typeof temporaryPostgres>>;
before(async () => {
  server = await temporaryPostgres();
});
after(() => server.stop());

const names = readMigrationFiles().map(({ name }) => name);
const file = (name: string, sql: string): MigrationFile => ({ name, sql, checksum: `sum of ${sql}` });

async function rowsOf<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(sql).finally(() => client.end());
  return rows;
}

test("an empty database gets every migration and the queue, and a second time nothing", async () => {
  const url = await createDatabase(server.url, "fresh");
  assert.deepEqual(await pendingMigrations(url), names);
  assert.deepEqual(await migrate(url), { applied: names });
  assert.deepEqual(await pendingMigrations(url), []);
  assert.deepEqual(await migrate(url), { applied: [] });
  assert.equal((await rowsOf(url, "select 1 from pg_namespace where nspname = 'graphile_worker'")).length, 1);
});

test("of several starts at once one migrates and the others wait", async () => {
  const url = await createDatabase(server.url, "crowd");
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => migrate(url)));
  assert.deepEqual(
    outcomes.flatMap(({ applied }) => applied),
    names,
  );
});

test("a failing migration names itself, leaves nothing half done and keeps those before it", async () => {
  const url = await createDatabase(server.url, "broken");
  const files = [
    file("0001_good", "create table good (id int)"),
    file("0002_bad", "create table half (id int); select nope"),
  ];
  await assert.rejects(migrate(url, { files }), (error: Error) => {
    assert.match(error.message, /^Migration 0002_bad failed and was taken back: column "nope" does not exist/);
    return true;
  });
  const tables = await rowsOf<{ table: string }>(
    url,
    `select tablename as "table" from pg_tables where schemaname = 'public' order by 1`,
  );
  assert.deepEqual(
    tables.map(({ table }) => table),
    ["SchemaMigration", "good"],
  );
  assert.deepEqual(await rowsOf(url, 'select "name" from "SchemaMigration"'), [{ name: "0001_good" }]);
  const mended = [files[0] ?? assert.fail(), file("0002_bad", "create table half (id int)")];
  assert.deepEqual(await migrate(url, { files: mended }), { applied: ["0002_bad"] });
});

test("a migration that changed after it was applied is refused by name", async () => {
  const url = await createDatabase(server.url, "changed");
  await migrate(url, { files: [file("0001_first", "create table a (id int)")] });
  const files = [file("0001_first", "create table b (id int)")];
  await assert.rejects(migrate(url, { files }), /Migration 0001_first was changed after it was applied/);
});

test("a database of a newer version is refused", async () => {
  const url = await createDatabase(server.url, "newer");
  await migrate(url, { files: [file("0001_first", "select 1"), file("0002_later", "select 1")] });
  await assert.rejects(
    migrate(url, { files: [file("0001_first", "select 1")] }),
    /0002_later, which this version does not know/,
  );
});

test("a server before PostgreSQL 15 is refused with a sentence", () => {
  assert.throws(() => assertServerVersion(140_012, "14.12"), /This PostgreSQL is 14\.12; Breakwater needs 15 or later/);
  assert.doesNotThrow(() => assertServerVersion(150_000, "15.0"));
});

test("the command prints a line a migration, and a sentence with status 1 when it cannot", async () => {
  const run = (url: string) =>
    promisify(execFile)(process.execPath, [`${import.meta.dirname}/../launch/migrate.ts`], {
      env: { ...process.env, DATABASE_URL: url },
      timeout: 30_000,
    });
  const url = await createDatabase(server.url, "command");
  assert.equal((await run(url)).stdout, names.map((name) => `Applied ${name}\n`).join(""));
  assert.equal((await run(url)).stdout, "The database is up to date.\n");
  await assert.rejects(run("postgresql://nobody@127.0.0.1:1/none"), (error: { code?: number; stderr?: string }) => {
    assert.equal(error.code, 1);
    assert.match(error.stderr ?? "", /^The database cannot be reached\./);
    return true;
  });
});
