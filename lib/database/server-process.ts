import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../domain/errors.ts";
import type { Binaries } from "./binaries.ts";
import { serverEnvironment } from "./data-folder.ts";
import { commandLineHolds, isRunning } from "./process-state.ts";
import type { RunAs } from "./run-as.ts";

export interface RunningServer {
  pid: number;
  port: number;
  ready: boolean;
}

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "128MB",
  work_mem: "4MB",
  maintenance_work_mem: "32MB",
  max_wal_size: "256MB",
  min_wal_size: "32MB",
  huge_pages: "off",
  io_method: "sync",
  jit: "off",
  autovacuum_max_workers: "2",
  max_worker_processes: "4",
  max_parallel_workers_per_gather: "0",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** The server that runs on a data folder, as its postmaster.pid and the process table say; null when none does. */
export function findRunning(data: string): RunningServer | null {
  const path = join(data, "postmaster.pid");
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid) || !commandLineHolds(pid, data)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** A port that is free at this moment on loopback, `wanted` where it is. */
export async function freePort(wanted?: number): Promise<number> {
  const take = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(null));
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(address && typeof address === "object" ? address.port : null));
      });
    });
  const port = (wanted ? await take(wanted) : null) ?? (await take(0));
  if (port === null) throw new AppError("unavailable", "No free port on 127.0.0.1 for PostgreSQL.");
  return port;
}

function logTail(path: string, from: number): string {
  return readFileSync(path).subarray(from).toString("utf8").trim().split("\n").slice(-5).join("\n");
}

function openLog(folder: string): { path: string; from: number } {
  const path = join(folder, "postgres.log");
  const size = existsSync(path) ? statSync(path).size : 0;
  if (size > 5_000_000) renameSync(path, `${path}.1`);
  return { path, from: size > 5_000_000 ? 0 : size };
}

/** Starts the server once and waits until it takes connections. Throws AppError with the end of its log otherwise. */
export async function launchServer(
  folder: string,
  options: { binaries: Binaries; runAs: RunAs; port: number; durable: boolean; timeoutMs: number },
): Promise<RunningServer> {
  const data = join(folder, "data");
  // Left by a killed server; PostgreSQL itself takes a reused or unreaped process number for a living server.
  rmSync(join(data, "postmaster.pid"), { force: true });
  const all = {
    ...settings,
    port: String(options.port),
    ...(options.durable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  const words = [...options.runAs.prefix, options.binaries.postgres, "-D", data];
  for (const [name, value] of Object.entries(all)) words.push("-c", `${name}=${value}`);
  const log = openLog(folder);
  const handle = openSync(log.path, "a", 0o600);
  const [command = "", ...rest] = words;
  // Detached: a Ctrl-C in the terminal is for the supervisor, which stops PostgreSQL last.
  const child = spawn(command, rest, {
    cwd: "/",
    detached: true,
    env: serverEnvironment(options.binaries),
    stdio: ["ignore", handle, handle],
  });
  closeSync(handle);
  let ended: string | null = null;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code, signal) => {
    ended ??= `exit ${signal ?? code}`;
  });
  child.unref();
  const deadline = Date.now() + options.timeoutMs;
  while (ended === null && Date.now() < deadline) {
    const running = findRunning(data);
    if (running?.ready) return running;
    await sleep(15);
  }
  if (ended === null) child.kill("SIGQUIT");
  throw new AppError(
    "unavailable",
    `PostgreSQL did not start (${ended ?? "too slow"}): ${logTail(log.path, log.from)}`,
  );
}

/** False when the process is gone already. */
function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (isRunning(pid)) throw error;
    return false;
  }
}

/** Waits until a process is gone; false when it still runs after `ms`. */
export async function goneWithin(pid: number, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (isRunning(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

/** Stops a server: fast first (open transactions are rolled back), then harder. Its data survive each of the three. */
export async function stopServer(data: string): Promise<void> {
  const running = findRunning(data);
  if (!running) return;
  for (const [signal, ms] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (!sendSignal(running.pid, signal)) return;
    if (await goneWithin(running.pid, ms)) return;
  }
  throw new AppError("unavailable", `PostgreSQL (process ${running.pid}) does not stop.`);
}
