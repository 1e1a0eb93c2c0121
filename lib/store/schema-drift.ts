import pg from "pg";
import type { SchemaTable } from "./schema-file.ts";

/** Indexes that SQL has and schema.prisma cannot say: those over a part of the rows, or over expressions. */
const partialIndexes = [
  "AcceptanceMatch_current_idx",
  "AcceptanceMatch_proof_idx",
  "FindingEvent_turns_idx",
  "FindingTally_open_idx",
  "Finding_acceptanceId_idx",
  "Finding_assignee_idx",
  "Finding_by_due_idx",
  "Finding_by_node_idx",
  "Finding_by_severity_idx",
  "Finding_by_since_desc_idx",
  "Finding_by_since_idx",
  "Finding_dueAt_idx",
  "Finding_open_idx",
  "Finding_open_of_node_idx",
  "Finding_open_words_idx",
  "Finding_port_idx",
  "Finding_section_idx",
  "Finding_words_idx",
  "ImportedPortState_current_idx",
  "Node_unchecked_idx",
  "Node_worst_idx",
  "Recheck_findingId_active_key",
  "SavedView_name_key",
  "Scan_clusterId_active_key",
] as const;

interface ColumnRow {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
}

interface IndexRow {
  table: string;
  index: string;
  columns: string;
  unique: boolean;
  primary: boolean;
}

interface KeyRow {
  table: string;
  column: string;
  target: string;
}

const columnsSql = `
  select table_name as "table", column_name as "name", udt_name as "type", is_nullable = 'YES' as "nullable"
  from information_schema.columns where table_schema = 'public'
    and table_name not in (select relname from pg_class where relispartition) order by ordinal_position`;

const indexesSql = `
  select t.relname as "table", i.relname as "index", x.indisunique as "unique", x.indisprimary as "primary",
    (select string_agg(a.attname, ', ' order by k.place) from unnest(x.indkey) with ordinality k(number, place)
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) as "columns"
  from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
  where t.relnamespace = 'public'::regnamespace and not t.relispartition order by 1, 2`;

const keysSql = `
  select t.relname as "table", a.attname as "column", f.relname as "target"
  from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
  where c.contype = 'f' and t.relnamespace = 'public'::regnamespace and not t.relispartition`;

/** Reads the tables that a database really has. */
export async function readCatalog(url: string): Promise<SchemaTable[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 30_000 });
  await client.connect();
  try {
    const columns = (await client.query<ColumnRow>(columnsSql)).rows;
    const indexes = (await client.query<IndexRow>(indexesSql)).rows;
    const keys = (await client.query<KeyRow>(keysSql)).rows;
    return [...Map.groupBy(columns, (column) => column.table)].map(([name, own]) => ({
      name,
      columns: own.map((column) => ({ name: column.name, type: column.type, nullable: column.nullable })),
      primaryKey: indexes.find((index) => index.table === name && index.primary)?.columns.split(", ") ?? [],
      indexes: indexes
        .filter((index) => index.table === name && !index.primary)
        .filter((index) => !partialIndexes.some((partial) => partial === index.index))
        .map((index) => `${index.unique ? "unique " : ""}${index.columns}`),
      foreignKeys: keys.filter((key) => key.table === name).map((key) => `${key.column} -> ${key.target}`),
    }));
  } finally {
    await client.end();
  }
}

function lines(tables: readonly SchemaTable[]): Set<string> {
  const said = tables.flatMap(({ name, columns, primaryKey, indexes, foreignKeys }) => [
    `table ${name}`,
    ...columns.map((column) => `column ${name}.${column.name} ${column.type}${column.nullable ? " null" : ""}`),
    `primary key ${name} (${primaryKey.join(", ")})`,
    ...indexes.map((index) => `index ${name} (${index})`),
    ...foreignKeys.map((key) => `foreign key ${name}.${key}`),
  ]);
  return new Set(said);
}

/** Says every difference between schema.prisma and a migrated database; empty when they agree. */
export function findDrift(schema: readonly SchemaTable[], catalog: readonly SchemaTable[]): string[] {
  const wanted = lines(schema);
  const found = lines(catalog);
  return [
    ...[...wanted].filter((line) => !found.has(line)).map((line) => `only in schema.prisma: ${line}`),
    ...[...found].filter((line) => !wanted.has(line)).map((line) => `only in the migrations: ${line}`),
  ];
}
