import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, messageOf } from "../domain/errors.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { createDatabase } from "./create-database.ts";
import { prepareDataFolder, superuser } from "./data-folder.ts";
import { isIdentityRunning, isRunning, processIdentity } from "./process-state.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";
import { findRunning, freePort, goneWithin, launchServer, type RunningServer, stopServer } from "./server-process.ts";
import { withStartLock } from "./start-lock.ts";

export interface StartOptions {
  /** Folder of its own for the server: data, password and log. Made when missing. */
  dataDir: string;
  log?: (line: string) => void;
  /** Wanted port; another free one is taken when it is in use. */
  port?: number;
  /** False trades safety at a power cut for speed; only for databases that are thrown away. */
  durable?: boolean;
  /** Name of the database that `url` leads to. */
  database?: string;
  runAs?: RunAs;
}

export interface Postgres {
  url: string;
  port: number;
  pid: number;
  /** True when a server was already running on the folder. */
  reused: boolean;
  /** Stops the server, unless another living process started it. */
  stop(): Promise<void>;
  /** Whether the server's process still runs. */
  isAlive(): boolean;
}

async function launchWithRetries(
  folder: string,
  options: { binaries: Binaries; runAs: RunAs; durable: boolean; port?: number; log: (line: string) => void },
): Promise<RunningServer> {
  const deadline = Date.now() + 60_000;
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? options.port : undefined);
    try {
      return await launchServer(folder, { ...options, port, timeoutMs: Math.max(5_000, deadline - Date.now()) });
    } catch (error) {
      // Two reasons pass by themselves: processes of a killed server still hold its memory, or the port was taken meanwhile.
      const passing = /shared memory block|in use|could not bind|lock file/i.test(messageOf(error));
      if (!passing || attempt >= 20 || Date.now() > deadline) throw error;
      if (attempt === 1) options.log("PostgreSQL was not stopped cleanly; waiting for what is left of it");
      await sleep(250);
    }
  }
}

function rememberedPort(folder: string): number | undefined {
  const path = join(folder, "port");
  const port = existsSync(path) ? Number(readFileSync(path, "utf8")) : Number.NaN;
  return Number.isInteger(port) && port > 1023 && port < 65536 ? port : undefined;
}

async function waitUntilReady(data: string): Promise<RunningServer | null> {
  const deadline = Date.now() + 60_000;
  let running = findRunning(data);
  while (running && !running.ready && Date.now() < deadline) {
    await sleep(25);
    running = findRunning(data);
  }
  return running?.ready ? running : null;
}

type Prepared = Required<Pick<StartOptions, "log" | "durable" | "runAs" | "database">> & {
  folder: string;
  binaries: Binaries;
  port?: number;
};

interface Attached {
  running: RunningServer;
  reused: boolean;
  url: string;
}

/** One try to join or start the server and to open its database; null when the joined one was just going down. */
async function attach(options: Prepared): Promise<Attached | null> {
  const { folder } = options;
  const data = join(folder, "data");
  const before = await waitUntilReady(data);
  if (!before) await stopServer(data);
  const password = before
    ? readFileSync(join(folder, "password"), "utf8").trim()
    : await prepareDataFolder(folder, options);
  const running = before ?? (await launchWithRetries(folder, options));
  try {
    const admin = `postgresql://${superuser}:${password}@127.0.0.1:${running.port}/postgres`;
    return { running, reused: before !== null, url: await createDatabase(admin, options.database) };
  } catch (error) {
    if (before && (await goneWithin(running.pid, 15_000))) return null;
    throw error;
  }
}

/** Starts the embedded PostgreSQL on loopback, or joins the one that runs on the folder already. Throws AppError. */
export async function startPostgres(options: StartOptions): Promise<Postgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const folder = realpathSync(options.dataDir);
  const ownerFile = join(folder, "owner");
  return withStartLock(folder, async () => {
    const port = options.port ?? rememberedPort(folder);
    const prepared: Prepared = {
      folder,
      log: options.log ?? (() => undefined),
      durable: options.durable ?? true,
      database: options.database ?? "breakwater",
      runAs: options.runAs ?? chooseRunAs(),
      binaries: findBinaries(join(folder, "libraries")),
      ...(port ? { port } : {}),
    };
    const attached = (await attach(prepared)) ?? (await attach(prepared));
    if (!attached) throw new AppError("unavailable", `PostgreSQL in ${folder} stops as soon as it is joined.`);
    const { running, reused, url } = attached;
    const owner = reused && existsSync(ownerFile) ? readFileSync(ownerFile, "utf8") : "";
    const mine = !reused || !isIdentityRunning(owner);
    if (mine) writeFileSync(ownerFile, processIdentity(process.pid), { mode: 0o600 });
    writeFileSync(join(folder, "port"), String(running.port), { mode: 0o600 });
    return {
      url,
      port: running.port,
      pid: running.pid,
      reused,
      isAlive: () => isRunning(running.pid),
      stop: async () => {
        if (mine) await withStartLock(folder, () => stopServer(join(folder, "data")));
      },
    };
  });
}
