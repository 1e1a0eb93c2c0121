import pg from "pg";
import { AppError } from "../domain/errors.ts";
import type { FindingRow } from "../domain/views/finding-view.ts";
import { databaseUrl } from "./client.ts";
import { countedFindings } from "./counted-findings.ts";
import { type FindingFilter, findingCondition } from "./finding-filter.ts";
import { findingSource } from "./finding-source.ts";
import { Prisma } from "./generated/client.ts";
import { translateError } from "./store-errors.ts";

/** Rows at a time: few enough that a page which is made meanwhile hardly waits. */
const rowsAtOnce = 250;
const connectTimeoutMs = 10_000;
const statementTimeoutMs = 120_000;
/** A reader who takes nothing for so long is gone. */
const idleTimeoutMs = 120_000;
/** Each holds a snapshot, which keeps dead rows from being cleaned away. */
const atOnce = 2;
let open = 0;

const time = (of: string, name: string) =>
  `to_char(${of}."${name}" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const plain = (names: readonly string[]) => names.map((name) => [name, `f."${name}"`] as const);
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
  ["resolvedAt", time("f", "resolvedAt")],
];
const names = columns.map(([name]) => name);
/** A row as one list, which is decoded several times as fast as twenty columns. */
const list = Prisma.raw(columns.map(([, sql]) => sql).join(", "));

export interface FindingStream {
  /** How many there are, at the same instant as the rows. */
  total: number;
  /** The next rows; empty at the end. */
  next(): Promise<FindingRow[]>;
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

async function count(client: pg.Client, filter: FindingFilter): Promise<number> {
  const { tables, condition, count: sum } = countedFindings(filter, { by: [] });
  const { text, values } = Prisma.sql`select ${sum} as "count" from ${tables} where ${condition}`;
  const { rows } = await client.query<{ count: number }>(text, values);
  return rows[0]?.count ?? 0;
}

async function fetchRows(client: pg.Client): Promise<FindingRow[]> {
  try {
    const { rows } = await client.query<{ row: string }>(`fetch ${rowsAtOnce} from findings`);
    const lists = JSON.parse(`[${rows.map(({ row }) => row).join(",")}]`) as unknown[][];
    return lists.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])) as unknown as FindingRow);
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
 * All findings that match, in the order in which they were found, as one instant has them: a cursor over a connection of
 * its own. AppError "unavailable" while two such streams are open already.
 */
export async function streamFindings(filter: FindingFilter): Promise<FindingStream> {
  const rows = Prisma.sql`declare findings no scroll cursor for select json_build_array(${list})::text as "row"
    from ${findingSource(filter)} where ${findingCondition(filter)} order by f."id"`;
  if (open >= atOnce) {
    throw new AppError("unavailable", "Two exports are under way already; try again when one of them has ended.");
  }
  const client = newClient();
  const giveBack = takePlace(client);
  const close = () => client.end().catch(() => undefined); // what is lost already needs no goodbye
  try {
    await client.connect();
    await client.query("begin transaction isolation level repeatable read, read only");
    const total = await count(client, filter);
    await client.query(rows.text, rows.values);
    return { total, next: () => fetchRows(client), close };
  } catch (error) {
    await close();
    giveBack();
    throw translateError(error);
  }
}
