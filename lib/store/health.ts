import packageJson from "../../package.json" with { type: "json" };
import { messageOf } from "../domain/errors.ts";
import { query } from "./client.ts";
import { pendingMigrations } from "./migrate.ts";
import { findLastBeat, workerSilenceMs } from "./workers.ts";

const version: string = packageJson.version;
/** Whoever asks for health decides by the answer, so a late one is worth less than "unavailable" now. */
const deadlineMs = 3_000;

/** "ok", or what is wrong; `problems` says it in sentences. */
export interface Health {
  status: "ok" | "degraded" | "unavailable";
  version: string;
  database: "ok" | "unavailable";
  worker: "ok" | "missing" | "silent" | "unknown";
  migrations: "ok" | "pending" | "unknown";
  problems: string[];
}

async function workerHealth(now: Date): Promise<Pick<Health, "worker" | "problems">> {
  const last = await findLastBeat();
  if (!last)
    return { worker: "missing", problems: ["No worker is running: scans wait. Start one with npm run worker."] };
  if (now.getTime() - last.getTime() <= workerSilenceMs) return { worker: "ok", problems: [] };
  const problem = `The worker was last heard of at ${last.toISOString()}: scans wait until one is started.`;
  return { worker: "silent", problems: [problem] };
}

/** A database that answers but does not fit this program is no lost database, and is told apart from it. */
async function migrationHealth(): Promise<Pick<Health, "migrations" | "problems">> {
  const pending = await pendingMigrations().catch((error: unknown) => messageOf(error));
  if (typeof pending === "string") return { migrations: "unknown", problems: [pending] };
  if (pending.length === 0) return { migrations: "ok", problems: [] };
  return { migrations: "pending", problems: [`Not applied yet: ${pending.join(", ")}. Run npm run db:migrate.`] };
}

function lost(problem: string): Health {
  const status = "unavailable" as const;
  return { status, version, database: status, worker: "unknown", migrations: "unknown", problems: [problem] };
}

async function readHealth(now: Date): Promise<Health> {
  try {
    await query((database) => database.$queryRaw`select 1`);
    const { migrations, problems } = await migrationHealth();
    if (migrations !== "ok") {
      return { status: "unavailable", version, database: "ok", worker: "unknown", migrations, problems };
    }
    const worker = await workerHealth(now);
    const status = worker.worker === "ok" ? "ok" : "degraded";
    return { status, version, database: "ok", migrations, ...worker };
  } catch (error) {
    return lost(messageOf(error));
  }
}

/**
 * Says whether the product can do its work. It answers within 3 s and never throws, whether the database is gone or
 * hangs with its connections open.
 */
export async function getHealth(now = new Date()): Promise<Health> {
  const late = Promise.withResolvers<Health>();
  const sentence = `The database did not answer within ${deadlineMs / 1000} s.`;
  const timer = setTimeout(() => late.resolve(lost(sentence)), deadlineMs);
  // What is still under way after the deadline ends at the time limits of its own connection.
  return Promise.race([readHealth(now), late.promise]).finally(() => clearTimeout(timer));
}

/** The database's own clock. */
export async function readClock(): Promise<Date> {
  const [row] = await query((database) => database.$queryRaw<{ now: Date }[]>`select now() as "now"`);
  return row?.now ?? new Date();
}
