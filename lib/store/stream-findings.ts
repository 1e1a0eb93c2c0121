import pg from "pg";
import { AppError } from "../domain/errors.ts";
import { foldTerms } from "../domain/filter-language/index.ts";
import type { ExportCount, ExportedFinding } from "../domain/finding-export.ts";
import type { FindingSort } from "../domain/views/finding-view.ts";
import { databaseUrl } from "./client.ts";
import { countedFindings } from "./counted-findings.ts";
import { type FindingFilter, findingCondition, findingTables } from "./finding-filter.ts";
import { placesOf } from "./finding-page.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";
import { translateError } from "./store-errors.ts";

/** Rows at a time: few enough that a page which is made meanwhile hardly waits. */
const rowsAtOnce = 250;
const connectTimeoutMs = 10_000;
const statementTimeoutMs = 120_000;
/** A reader who takes nothing for so long is gone. */
const idleTimeoutMs = 120_000;
/** For the sort: what is more goes to disk, and never to the memory of whoever reads. */
const sortMemory = "32MB";
/** Each holds a snapshot, which keeps dead rows from being cleaned away. */
const atOnce = 2;
let open = 0;

const time = (of: string, name: string) =>
  `to_char(${of}."${name}" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const plain = (names: readonly string[]) => names.map((name) => [name, `f."${name}"`] as const);
const acceptance = `(select json_build_object('kind', a."kind", 'reason', a."reason", 'by', a."createdBy",
  'expiresAt', ${time("a", "expiresAt")}) from "Acceptance" a where a."id" = f."acceptanceId")`;
const columns: readonly (readonly [string, string])[] = [
  ...plain(["id", "fingerprint", "checkId", "component", "headline", "severity", "verdict", "state", "resolution"]),
  ["clusterId", `f."clusterId"`],
  ["clusterName", `c."name"`],
  ...plain(["subject", "nodeId"]),
  ["node", `f."nodeName"`],
  ...plain(["port", "protocol"]),
  ["vantage", `f."vantageKind"`],
  ...["firstSeenAt", "failingSince"].map((name) => [name, time("f", name)] as const),
  ...["lastSeenAt", "lastCheckedAt"].map((name) => [name, time("l", name)] as const),
  ...["resolvedAt", "dueAt"].map((name) => [name, time("f", name)] as const),
  ...plain(["assignee", "acceptanceId", "triageVersion", "comments"]),
  ["acceptance", acceptance],
];
const names = columns.map(([name]) => name);
/** A row as one list, which is decoded several times as fast as twenty columns. */
const list = Prisma.raw(columns.map(([, sql]) => sql).join(", "));

export interface StreamOptions {
  /** As the list is sorted: the worst first where left out. */
  sort?: FindingSort | undefined;
  /** True where findings of a check are to stand together; the sort holds within each. */
  byCheck?: boolean | undefined;
}

export interface FindingStream {
  /** How many there are, at the same instant as the rows. */
  total: number;
  /** The same, by check, severity, state and verdict. */
  counts: ExportCount[];
  /** The next rows; empty at the end. */
  next(): Promise<ExportedFinding[]>;
  /** To be called when no more are wanted, at the end as well. */
  close(): Promise<void>;
}

function newClient(): pg.Client {
  const client = new pg.Client({
    connectionString: databaseUrl(),
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleTimeoutMs,
    application_name: "breakwater-export",
  });
  // A lost connection rejects the query under way, or the next; without a listener it would end the process.
  client.on("error", () => undefined);
  return client;
}

async function countKinds(client: pg.Client, filter: FindingFilter): Promise<ExportCount[]> {
  const by = ["check", "severity", "state", "verdict"];
  const { tables, condition, count } = countedFindings(filter, { by });
  const kinds = Prisma.raw(["checkId", "severity", "state", "verdict"].map((name) => `f."${name}"`).join(", "));
  const { text, values } = Prisma.sql`select ${kinds}, ${count} as "count" from ${tables} where ${condition}
    group by ${kinds} having ${count} > 0 order by f."checkId"`;
  const { rows } = await client.query<ExportCount>(text, values);
  return rows;
}

/**
 * Rows in the order of the list. Only ids and what they are sorted by go through the sort, and each row is then looked up
 * as it is fetched; what stood at an instant has nothing to be looked up in, and is sorted whole.
 */
function rowsOf(filter: FindingFilter, { sort = "severity", byCheck = false }: StreamOptions): Prisma.Sql {
  const { columns: keys, order } = placesOf(sort);
  const checkFirst = byCheck ? Prisma.raw(`p."checkId", `) : Prisma.empty;
  const found = Prisma.sql`from ${findingSource(filter)} where ${findingCondition(filter)}`;
  const row = Prisma.sql`json_build_array(${list})::text`;
  if (isOfThePast(filter)) {
    return Prisma.sql`select p."row" from (select f."checkId", ${keys}, ${row} as "row" ${found}) p
      order by ${checkFirst}${order("p.")}`;
  }
  return Prisma.sql`select r."row" from (select f."id", f."checkId", ${keys} ${found}) p
    cross join lateral (select ${row} as "row" from ${findingTables} where f."id" = p."id" offset 0) r
    order by ${checkFirst}${order("p.")}`;
}

const isOfThePast = (filter: FindingFilter): boolean => Boolean(foldTerms(filter).at);

async function fetchRows(client: pg.Client): Promise<ExportedFinding[]> {
  try {
    const { rows } = await client.query<{ row: string }>(`fetch ${rowsAtOnce} from findings`);
    const lists = JSON.parse(`[${rows.map(({ row }) => row).join(",")}]`) as unknown[][];
    return lists.map(
      (row) => Object.fromEntries(names.map((name, at) => [name, row[at]])) as unknown as ExportedFinding,
    );
  } catch (error) {
    throw translateError(error);
  }
}

/** Takes a place among those that may stream at once; it is given back when the connection ends, whoever ends it. */
function takePlace(client: pg.Client): () => Promise<void> {
  if (open >= atOnce) {
    throw new AppError("unavailable", "Two exports are under way already; try again when one of them has ended.");
  }
  open += 1;
  let held = true;
  const giveBack = () => {
    if (held) open -= 1;
    held = false;
  };
  client.once("end", giveBack);
  return async () => {
    await client.end().catch(() => undefined); // what is lost already needs no goodbye
    giveBack();
  };
}

/**
 * All findings that match, in the order of the list, as one instant has them: a cursor over a connection of its own.
 * AppError "unavailable" while two such streams are open already.
 */
export async function streamFindings(filter: FindingFilter, options: StreamOptions = {}): Promise<FindingStream> {
  const rows = Prisma.sql`declare findings no scroll cursor for ${rowsOf(filter, options)}`;
  const client = newClient();
  const close = takePlace(client);
  try {
    await client.connect();
    await client.query("begin transaction isolation level repeatable read, read only");
    // All of it will be read, and not only the beginning.
    await client.query(`set local cursor_tuple_fraction = 1; set local work_mem = '${sortMemory}'`);
    const counts = await countKinds(client, filter);
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    await client.query(rows.text, rows.values);
    return { total, counts, next: () => fetchRows(client), close };
  } catch (error) {
    await close();
    throw translateError(error);
  }
}
