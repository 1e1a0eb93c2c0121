import type { DatabaseSize, TableSize } from "../domain/views/retention-view.ts";
import { query } from "./client.ts";

interface Row {
  table: string;
  partitions: bigint;
  rows: bigint;
  tableBytes: bigint;
  indexBytes: bigint;
  deadRows: bigint;
  lastVacuumAt: Date | null;
  lastAnalyzeAt: Date | null;
  /** Bytes of the rows themselves, as they would lie without gaps. */
  packedBytes: number | null;
  /** Autovacuum had its time and did not come. */
  leftAlone: boolean;
}

const MiB = 1024 * 1024;
/** Tables under this size are never worth a warning. */
const smallBytes = 16 * MiB;
const deadShare = 0.2;
const sparseShare = 3;
/** Less room than this is not worth stopping a table for. */
const sparseBytes = 48 * MiB;
const indexShare = 4;

/** Of every table of the program, partitions added to their table, the largest first. */
async function readTables(): Promise<Row[]> {
  return query(
    (database) => database.$queryRaw<Row[]>`
      select coalesce(p.relname, c.relname) as "table", count(p.oid) as "partitions",
        sum(case when c.reltuples >= 0 then c.reltuples else coalesce(s.n_live_tup, 0) end)::bigint as "rows",
        sum(pg_table_size(c.oid))::bigint as "tableBytes", sum(pg_indexes_size(c.oid))::bigint as "indexBytes",
        sum(coalesce(s.n_dead_tup, 0))::bigint as "deadRows",
        max(greatest(s.last_vacuum, s.last_autovacuum)) as "lastVacuumAt",
        greatest(max(greatest(s.last_vacuum, s.last_autovacuum)), pg_postmaster_start_time()) < now() - interval '15 minutes'
          as "leftAlone",
        max(greatest(s.last_analyze, s.last_autoanalyze)) as "lastAnalyzeAt",
        sum(c.reltuples * (28 + (select sum(w.avg_width) from pg_stats w
          where w.schemaname = current_schema() and w.tablename = c.relname)))::float8 as "packedBytes"
      from pg_class c left join pg_stat_all_tables s on s.relid = c.oid
        left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      group by 1 order by sum(pg_total_relation_size(c.oid)) desc, 1`,
  );
}

const megabytes = (bytes: number) =>
  bytes < MiB ? "under 1 MB" : `${Math.round(bytes / MiB).toLocaleString("en")} MB`;

/** What is wrong with a table's size, with what to do. */
export function warnOf(table: TableSize, { packedBytes, leftAlone }: Pick<Row, "packedBytes" | "leftAlone">): string[] {
  const { table: name, rows, deadRows, tableBytes, indexBytes } = table;
  if (tableBytes + indexBytes < smallBytes) return [];
  const warnings: string[] = [];
  if (leftAlone && deadRows > 10_000 && deadRows > deadShare * rows) {
    const dead = `${deadRows.toLocaleString("en")} of its rows were replaced or deleted, and nothing cleaned them up for 15 minutes`;
    const why = "Look for a transaction that stays open (pg_stat_activity, oldest xact_start)";
    warnings.push(`${dead}. ${why}, then run: VACUUM (ANALYZE) "${name}";`);
  }
  if (packedBytes !== null && packedBytes > 0 && tableBytes > sparseShare * packedBytes + sparseBytes) {
    const room = `It takes ${megabytes(tableBytes)} for ${megabytes(packedBytes)} of rows`;
    warnings.push(
      `${room}. New rows fill the gaps; to give them back to the disk, in a quiet hour: VACUUM FULL "${name}";`,
    );
  }
  if (indexBytes > indexShare * tableBytes) {
    const grown = `Its indexes take ${megabytes(indexBytes)}, over ${indexShare} times its rows`;
    warnings.push(`${grown}. Build them anew without stopping anything: REINDEX TABLE CONCURRENTLY "${name}";`);
  }
  return warnings;
}

/** How large the database is, table by table, and what about it needs a person. Estimates are those of PostgreSQL. */
export async function getDatabaseSize(): Promise<DatabaseSize> {
  const rows = await readTables();
  const total = await query(
    (database) => database.$queryRaw<{ bytes: bigint }[]>`select pg_database_size(current_database()) as "bytes"`,
  );
  const tables = rows.map((row): TableSize => {
    const count = Number(row.rows);
    const indexBytes = Number(row.indexBytes);
    return {
      table: row.table,
      partitions: Number(row.partitions),
      rows: count,
      tableBytes: Number(row.tableBytes),
      indexBytes,
      deadRows: Number(row.deadRows),
      lastVacuumAt: row.lastVacuumAt?.toISOString() ?? null,
      lastAnalyzeAt: row.lastAnalyzeAt?.toISOString() ?? null,
      indexBytesPerRow: count > 0 ? Math.round(indexBytes / count) : null,
    };
  });
  const warnings = tables.flatMap((table, index) => {
    const row = rows[index];
    return row ? warnOf(table, row).map((message) => ({ table: table.table, message })) : [];
  });
  return { bytes: Number(total[0]?.bytes ?? 0), tables, warnings };
}
