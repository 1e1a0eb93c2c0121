import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { AppError } from "../domain/errors.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";
import { translateError } from "./store-errors.ts";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

interface Connection {
  url: string;
  client: PrismaClient;
  pool: pg.Pool;
}

/** Small, because web and worker share one server; a page needs one or two. */
const poolSize = 8;
const connectTimeoutMs = 10_000;
const statementTimeoutMs = 60_000;

// On globalThis, because a development server loads this module anew at every change.
const holder = globalThis as { breakwaterConnection?: Connection };

/** Returns the address of the database; throws AppError "invalid" when DATABASE_URL cannot be one. */
export function databaseUrl(value = process.env.DATABASE_URL): string {
  if (!value) {
    throw new AppError("unavailable", "DATABASE_URL is not set: start with npm start, or set it to a PostgreSQL URL.");
  }
  const protocol = URL.canParse(value) ? new URL(value).protocol : "";
  if (protocol !== "postgres:" && protocol !== "postgresql:") {
    throw new AppError("invalid", "DATABASE_URL is not a PostgreSQL URL: postgresql://user:password@host:port/name.");
  }
  return value;
}

function connect(url: string): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 5_000,
    application_name: "breakwater",
  });
  // An idle connection that breaks is replaced at the next query, which then reports what is wrong. Without listeners of
  // our own the process would end, since the adapter takes its away before the last connection is closed.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { url, pool, client: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/** Opens the database that DATABASE_URL names at the first call. */
export function getDatabase(): PrismaClient {
  const url = databaseUrl();
  if (holder.breakwaterConnection && holder.breakwaterConnection.url !== url) {
    throw new AppError("conflict", "DATABASE_URL changed while the old database is open; close it first.");
  }
  holder.breakwaterConnection ??= connect(url);
  return holder.breakwaterConnection.client;
}

export async function closeDatabase(): Promise<void> {
  const open = holder.breakwaterConnection;
  delete holder.breakwaterConnection;
  if (!open) return;
  await open.client.$disconnect();
  await open.pool.end();
}

/** Runs queries; what goes wrong leaves as an AppError where it has a known cause. */
export async function query<Value>(run: (database: PrismaClient) => Promise<Value>): Promise<Value> {
  try {
    return await run(getDatabase());
  } catch (error) {
    throw translateError(error);
  }
}

/** Runs all or nothing. `timeoutMs` bounds the whole transaction. */
export async function transaction<Value>(
  run: (transaction: Transaction) => Promise<Value>,
  timeoutMs = 30_000,
): Promise<Value> {
  try {
    return await getDatabase().$transaction(run, { maxWait: connectTimeoutMs, timeout: timeoutMs });
  } catch (error) {
    throw translateError(error);
  }
}
