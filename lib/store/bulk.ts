import { setImmediate } from "node:timers/promises";
import type { Transaction } from "./client.ts";
import { jsonText } from "./json-text.ts";

/** Column name → PostgreSQL type, in the order of the insert. */
export type BulkColumns = Record<string, string>;

const batchSize = 1000;

const quote = (name: string): string => `"${name}"`;
const list = (columns: BulkColumns): string => Object.keys(columns).map(quote).join(", ");
const record = (columns: BulkColumns): string =>
  Object.entries(columns)
    .map(([name, type]) => `${quote(name)} ${type}`)
    .join(", ");

function* batches<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += batchSize) yield rows.slice(start, start + batchSize);
}

/** Writes the text of one batch while the database still works on the one before. */
async function inTurn<Row>(rows: readonly Row[], run: (text: string) => Promise<unknown>): Promise<void> {
  let under: Promise<unknown> = Promise.resolve();
  for (const batch of batches(rows)) {
    const text = jsonText(batch);
    await under;
    under = run(text);
    // The statement is on its way before the next text keeps this thread busy.
    await setImmediate();
  }
  await under;
}

/**
 * Inserts many rows, a thousand a statement. A record set of JSON is about as fast as unnest with one array a column,
 * ten times as fast as createMany, and takes jsonb and array columns without a detour.
 */
export async function insertRows<Row extends object>(
  tx: Transaction,
  into: { table: string; columns: BulkColumns; onConflict?: string },
  rows: readonly Row[],
): Promise<void> {
  const { table, columns, onConflict = "" } = into;
  const sql =
    `insert into ${quote(table)} (${list(columns)}) select ${list(columns)} ` +
    `from json_to_recordset($1::json) as r(${record(columns)}) ${onConflict}`;
  await inTurn(rows, (text) => tx.$executeRawUnsafe(sql, text));
}

/** Runs `update … from` over many rows; in `set` and `where` the table is t and a row is r. */
export async function updateRows<Row extends object>(
  tx: Transaction,
  of: { table: string; columns: BulkColumns; set: string; where: string },
  rows: readonly Row[],
): Promise<void> {
  const { table, columns, set, where } = of;
  const sql = `update ${quote(table)} t set ${set} from json_to_recordset($1::json) as r(${record(columns)}) where ${where}`;
  await inTurn(rows, (text) => tx.$executeRawUnsafe(sql, text));
}

/**
 * Reads rows as one JSON text, which is several times as fast as the client's own decoding of many small rows. Times come
 * as PostgreSQL writes them in JSON; bytea as "\\x…".
 */
export async function selectRows<Row>(tx: Transaction, sql: string, ...values: unknown[]): Promise<Row[]> {
  const found = await tx.$queryRawUnsafe<{ rows: string }[]>(
    `select coalesce(json_agg(r), '[]')::text as "rows" from (${sql}) r`,
    ...values,
  );
  return JSON.parse(found[0]?.rows ?? "[]");
}

/** Inserts many rows in one statement and returns what `returning` says, in the order of the rows. */
export async function insertReturning<Row extends object, Returned>(
  tx: Transaction,
  into: { table: string; columns: BulkColumns; onConflict?: string; returning: string },
  rows: readonly Row[],
): Promise<Returned[]> {
  const { table, columns, onConflict = "", returning } = into;
  const sql =
    `with i as (insert into ${quote(table)} (${list(columns)}) select ${list(columns)} ` +
    `from json_to_recordset($1::json) as r(${record(columns)}) ${onConflict} returning ${returning}) ` +
    `select coalesce(json_agg(i), '[]')::text as "rows" from i`;
  const returned: Returned[] = [];
  for (const batch of batches(rows)) {
    const found = await tx.$queryRawUnsafe<{ rows: string }[]>(sql, jsonText(batch));
    returned.push(...(JSON.parse(found[0]?.rows ?? "[]") as Returned[]));
  }
  return returned;
}
