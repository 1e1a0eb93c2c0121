import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Postgres, startPostgres } from "../database/index.ts";
import type { ClusterRow } from "../domain/views/cluster-view.ts";
import type { ScanDetail } from "../domain/views/scan-view.ts";
import { closeDatabase, createCluster, getScan, migrate } from "../store/index.ts";

/** Waits for something that another process does. Throws after `withinMs`. */
export async function until<Value>(
  what: string,
  ask: () => Promise<Value | undefined>,
  withinMs = 30_000,
): Promise<Value> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await sleep(40);
  }
}

const workers = new Set<ChildProcess>();

export interface Database {
  folder: string;
  /** Replaced by `restart`. */
  postgres: Postgres;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A migrated PostgreSQL in a temporary folder, opened for this process's store. */
export async function openTestDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-worker-"));
  const dataDir = join(folder, "postgres");
  const postgres = await startPostgres({ dataDir });
  process.env.DATABASE_URL = postgres.url;
  process.env.BREAKWATER_DATA_DIR = folder;
  await migrate();
  const database: Database = {
    folder,
    postgres,
    async restart() {
      database.postgres = await startPostgres({ dataDir, port: postgres.port });
    },
    async stop() {
      // A test that failed half-way has not ended its workers.
      for (const child of workers) child.kill("SIGKILL");
      await closeDatabase();
      await database.postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return database;
}

export interface WorkerProcess {
  child: ChildProcess;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts `npm run worker`'s program; resolves when it takes jobs. */
export async function startWorkerProcess(workerId?: string): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { ...process.env, BREAKWATER_WORKER_ID: workerId ?? "" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  workers.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString("utf8")).slice(-8_000);
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => workers.delete(child));
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${output}`)));
  });
  return {
    child,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}

/** Servers that take a connection and never say a word: a scan of them lasts as long as its time limits. */
export async function listenSilently(hosts: readonly string[], port: number): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const servers = await Promise.all(
    hosts.map(
      (host) =>
        new Promise<Server>((resolve, reject) => {
          const server = createServer((socket) => {
            sockets.add(socket);
            socket.on("error", () => sockets.delete(socket));
            socket.on("close", () => sockets.delete(socket));
          });
          server.once("error", reject);
          server.listen(port, host, () => resolve(server));
        }),
    ),
  );
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
}

export function inventoryCluster(name: string, hosts: readonly string[]): Promise<ClusterRow> {
  return createCluster({
    name,
    source: "inventory",
    secret: `${hosts.join("\n")}\n`,
    context: null,
    origin: "upload",
    target: `${hosts.length} addresses`,
    authorizationProofs: false,
  });
}

export function scanInState(id: string, ...states: ScanDetail["state"][]): Promise<ScanDetail> {
  return until(`scan ${states.join(" or ")}`, async () => {
    const scan = await getScan(id);
    return states.includes(scan.state) ? scan : undefined;
  });
}

/** A scan that sends probes at this moment. */
export function scanProbing(id: string): Promise<ScanDetail> {
  return until("probes", async () => {
    const scan = await getScan(id);
    return scan.state === "running" && (scan.progress?.probesDone ?? 0) > 0 ? scan : undefined;
  });
}
