import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../domain/errors.ts";

// An abstract socket belongs to the kernel: it is taken by one process at a time and freed by its death, however it dies.
function lockAddress(folder: string): string {
  if (process.platform !== "linux") return join(folder, "start.lock");
  const digest = createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 32);
  return `\0breakwater-${process.getuid?.() ?? 0}-${digest}`;
}

function tryListen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}

/** Removes the socket file of a holder that was killed; abstract sockets leave none. */
function clearStale(address: string): Promise<void> {
  if (address.startsWith("\0")) return Promise.resolve();
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => resolve(void socket.destroy()));
    socket.once("error", () => resolve(rmSync(address, { force: true })));
  });
}

export interface LockOptions {
  /** How long to wait for one's turn. */
  timeoutMs: number;
  /** What the holder does, for the sentence when it takes too long. */
  doing: string;
}

/** Runs `work` while no other process does so for the same folder. Throws AppError("conflict") when its turn never comes. */
export async function withStartLock<T>(
  folder: string,
  work: () => Promise<T>,
  { timeoutMs, doing }: LockOptions = { timeoutMs: 90_000, doing: "starting PostgreSQL" },
): Promise<T> {
  const address = lockAddress(folder);
  const deadline = Date.now() + timeoutMs;
  let server = await tryListen(address);
  while (!server) {
    if (Date.now() > deadline) {
      throw new AppError("conflict", `Another process has been ${doing} in ${folder} for ${timeoutMs / 1000} s.`);
    }
    await clearStale(address);
    await sleep(25);
    server = await tryListen(address);
  }
  const held = server;
  try {
    return await work();
  } finally {
    await new Promise<void>((resolve) => held.close(() => resolve()));
  }
}
