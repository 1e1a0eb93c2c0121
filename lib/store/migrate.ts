import pg from "pg";
import { AppError, messageOf } from "../domain/errors.ts";
import { databaseUrl } from "./client.ts";
import { type MigrationFile, readMigrationFiles } from "./migration-files.ts";
import { translateError } from "./store-errors.ts";

/** Any number, always the same: two starts at once wait for each other. */
const lockKey = 7_263_541_098;
const oldestServer = 150_000;
const statementTimeoutMs = 300_000;

const table = `create table if not exists "SchemaMigration" (
  "name" text not null,
  "checksum" text not null,
  "appliedAt" timestamptz(3) not null default now(),
  constraint "SchemaMigration_pkey" primary key ("name")
)`;

async function withClient<Value>(url: string, run: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 5_000,
    application_name: "breakwater-migrate",
  });
  // A lost connection rejects the query under way as well; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await run(client);
  } catch (error) {
    throw translateError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as "number", current_setting('server_version') as "version"`,
  );
  for (const { number, version } of rows) assertServerVersion(number, version);
}

/** Throws AppError "unavailable" for a server_version_num before PostgreSQL 15. */
export function assertServerVersion(number: number, version: string): void {
  if (number >= oldestServer) return;
  throw new AppError("unavailable", `This PostgreSQL is ${version}; Breakwater needs 15 or later.`);
}

/** Checks what is applied against the files and returns those still to come. */
async function findPending(client: pg.Client, files: readonly MigrationFile[]): Promise<MigrationFile[]> {
  const exists = await client.query<{ there: boolean }>(
    `select to_regclass('"SchemaMigration"') is not null as "there"`,
  );
  if (!exists.rows[0]?.there) return [...files];
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select "name", "checksum" from "SchemaMigration"',
  );
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const changed = files.find(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum);
  if (changed) {
    const message = `Migration ${changed.name} was changed after it was applied: restore its file and add a new one.`;
    throw new AppError("conflict", message);
  }
  const unknown = [...applied.keys()].find((name) => !files.some((file) => file.name === name));
  if (unknown) {
    const message = `The database has migration ${unknown}, which this version does not know: it is newer than the program.`;
    throw new AppError("conflict", message);
  }
  return files.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: MigrationFile): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query('insert into "SchemaMigration" ("name", "checksum") values ($1, $2)', [name, checksum]);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback").catch(() => undefined); // a connection that is gone has rolled back already
    const message = `Migration ${name} failed and was taken back: ${messageOf(cause)}. Nothing of it is left behind.`;
    throw new AppError("unavailable", message, { cause });
  }
}

/** The queue brings its own tables; it is loaded here alone, because web pages never migrate. */
async function migrateQueue(url: string): Promise<void> {
  const { runMigrations, Logger } = await import(
    /* turbopackIgnore: true */ /* webpackIgnore: true */ "graphile-worker"
  );
  const silent = new Logger(() => () => undefined);
  try {
    await runMigrations({ connectionString: url, logger: silent });
  } catch (cause) {
    const message = `The tables of the job queue could not be made: ${messageOf(cause)}.`;
    throw new AppError("unavailable", message, { cause });
  }
}

/**
 * Brings a database up to date: prisma/migrations in order, each in a transaction of its own together with its row, and
 * the job queue's tables. A failing one is taken back and named in the AppError; those before it stay.
 */
export async function migrate(
  url = databaseUrl(),
  options: { files?: readonly MigrationFile[]; onApplied?: (name: string) => void } = {},
): Promise<{ applied: string[] }> {
  const files = options.files ?? readMigrationFiles();
  return withClient(databaseUrl(url), async (client) => {
    await refuseOldServer(client);
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await client.query(table);
    const applied: string[] = [];
    for (const file of await findPending(client, files)) {
      await apply(client, file);
      applied.push(file.name);
      options.onApplied?.(file.name);
    }
    await migrateQueue(url);
    return { applied };
  });
}

/** Names of the migrations that a database still lacks. */
export async function pendingMigrations(url = databaseUrl()): Promise<string[]> {
  const files = readMigrationFiles();
  return withClient(databaseUrl(url), async (client) => (await findPending(client, files)).map(({ name }) => name));
}
