import { AppError } from "../domain/errors.ts";
import { databaseUrl, query, type Transaction, transaction } from "./client.ts";
import { isMissingTable } from "./store-errors.ts";

/** Tables in partitions by UTC month, and the column that says which. */
export const partitionedTables = { PortHistory: "until", JudgementHistory: "until", Change: "at" } as const;
export type PartitionedTable = keyof typeof partitionedTables;

/** One month of one table: rows from `from` up to, not including, `to`. */
export interface Partition {
  table: PartitionedTable;
  name: string;
  from: Date;
  to: Date;
  /** As last analysed; 0 for one that never was. */
  rows: number;
  /** With its indexes. */
  bytes: number;
}

/** Any number, always the same: partitions are made and dropped one at a time. */
const lockKey = 7_263_541_104;
const oldestYear = 2000;
const newestYear = 2100;
/** What another process dropped is noticed after this long. */
const rememberMs = 60_000;

// On globalThis, because a development server loads this module anew at every change.
const memory = globalThis as { breakwaterPartitions?: Map<string, number> };

function known(): Map<string, number> {
  memory.breakwaterPartitions ??= new Map();
  return memory.breakwaterPartitions;
}

const keyOf = (month: string) => `${databaseUrl()} ${month}`;

/** The month of an instant as "2026_11"; AppError "invalid" for an instant that no scan can have. */
function monthOf(instant: Date): string {
  const year = instant.getUTCFullYear();
  if (!(year >= oldestYear && year <= newestYear)) {
    const shown = Number.isNaN(instant.getTime()) ? "an invalid date" : instant.toISOString();
    const message = `The time ${shown} is not between ${oldestYear} and ${newestYear}: set the clock of this computer right and try again.`;
    throw new AppError("invalid", message);
  }
  return `${year}_${String(instant.getUTCMonth() + 1).padStart(2, "0")}`;
}

function boundsOf(month: string): { from: Date; to: Date } {
  const [year = 0, number = 1] = month.split("_").map(Number);
  return { from: new Date(Date.UTC(year, number - 1, 1)), to: new Date(Date.UTC(year, number, 1)) };
}

/** Asks the catalogue itself: to_regclass answers from a cache that may be older than the lock that is held. */
async function isThere(tx: Transaction, name: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from pg_class where relname = ${name} and relnamespace = current_schema()::regnamespace`;
  return found.length > 0;
}

/** Deletes from one partition; nothing where another process dropped it meanwhile. */
export async function unlessDropped(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (isMissingTable(error)) return 0;
    throw error;
  }
}

/** Attached, not made in place: "partition of" would wait for every reader and writer of the whole table. */
async function makePartition(tx: Transaction, table: PartitionedTable, month: string): Promise<void> {
  const name = `${table}_${month}`;
  if (await isThere(tx, name)) return;
  const { from, to } = boundsOf(month);
  await tx.$executeRawUnsafe(`create table "${name}" (like "${table}" including defaults including constraints)`);
  await tx.$executeRawUnsafe(
    `alter table "${table}" attach partition "${name}" for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
  );
}

/**
 * Makes the monthly partitions that rows of these instants need, in a transaction of its own; what was made lately costs
 * nothing. Throws AppError "invalid" for an instant outside 2000 to 2100.
 */
export async function ensurePartitions(instants: readonly Date[]): Promise<void> {
  const now = performance.now();
  const months = [...new Set(instants.map(monthOf))].sort();
  const missing = months.filter((month) => (known().get(keyOf(month)) ?? Number.NEGATIVE_INFINITY) < now - rememberMs);
  if (missing.length === 0) return;
  await transaction(async (tx) => {
    await lockPartitions(tx, "10s");
    for (const month of missing) {
      for (const table of tableNames) await makePartition(tx, table, month);
    }
  });
  for (const month of missing) known().set(keyOf(month), now);
}

const tableNames = Object.keys(partitionedTables) as PartitionedTable[];

async function lockPartitions(tx: Transaction, timeout: string): Promise<void> {
  await tx.$executeRawUnsafe(`set local lock_timeout = '${timeout}'`);
  await tx.$executeRawUnsafe(`select pg_advisory_xact_lock(${lockKey})`);
}

interface PartitionRow {
  table: PartitionedTable;
  name: string;
  rows: bigint;
  bytes: bigint;
}

/** Every partition there is, the oldest first. */
export async function listPartitions(): Promise<Partition[]> {
  const rows = await query(
    (database) => database.$queryRaw<PartitionRow[]>`
      select p.relname as "table", c.relname as "name", pg_total_relation_size(c.oid) as "bytes",
        (case when c.reltuples >= 0 then c.reltuples else coalesce(s.n_live_tup, 0) end)::bigint as "rows"
      from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_class c on c.oid = i.inhrelid
        left join pg_stat_all_tables s on s.relid = c.oid
      where p.relname = any(${tableNames}::text[]) and p.relkind = 'p' and p.relnamespace = current_schema()::regnamespace
      order by right(c.relname, 7), p.relname`,
  );
  return rows.map(({ table, name, rows: count, bytes }) => ({
    table,
    name,
    ...boundsOf(name.slice(table.length + 1)),
    rows: Number(count),
    bytes: Number(bytes),
  }));
}

/**
 * Drops one partition and returns how many rows it had. Throws AppError "unavailable" when a scan or a reader holds it
 * longer than `lockTimeoutMs`; nothing is dropped then, and whoever queued behind the attempt goes on.
 */
export async function dropPartition({ name, from }: Partition, lockTimeoutMs: number): Promise<number> {
  const rows = await transaction(async (tx) => {
    await lockPartitions(tx, `${lockTimeoutMs}ms`);
    if (!(await isThere(tx, name))) return 0;
    const counted = await tx.$queryRawUnsafe<{ count: bigint }[]>(`select count(*) as "count" from "${name}"`);
    await tx.$executeRawUnsafe(`drop table "${name}"`);
    return Number(counted[0]?.count ?? 0);
  });
  known().delete(keyOf(monthOf(from)));
  return rows;
}
