import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../domain/errors.ts";

const askTimeoutMs = 1_000;
const longestAnswer = 300;

// An abstract socket belongs to the kernel: it is taken by one process at a time and freed by its death, however it dies.
function lockAddress(folder: string, kind: "start" | "run" = "start"): string {
  if (process.platform !== "linux") return join(folder, `${kind}.lock`);
  const place = kind === "start" ? realpathSync(folder) : `${kind} ${realpathSync(folder)}`;
  const digest = createHash("sha256").update(place).digest("hex").slice(0, 32);
  return `\0breakwater-${process.getuid?.() ?? 0}-${digest}`;
}

function tryListen(address: string, says = ""): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      // Whoever asked may leave before it has the answer.
      socket.on("error", () => socket.destroy());
      socket.end(says, () => socket.destroy());
    });
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

/** What the holder of a lock says of itself; empty when it is busy or went away. */
function askHolder(address: string): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect(address);
    socket.setEncoding("utf8");
    socket.setTimeout(askTimeoutMs, () => socket.destroy());
    socket.on("data", (text: string) => {
      said = (said + text).slice(0, longestAnswer);
    });
    // An error is followed by "close", and a holder that cannot be asked is a holder all the same.
    socket.on("error", () => socket.destroy());
    socket.once("close", () => resolve(said));
  });
}

export type HeldFolder = { release(): Promise<void> } | { holder: string };

/**
 * Takes a folder for as long as this process lives, or answers what the process that has it says of itself. It is apart
 * from `withStartLock`, so a holder may take that one as well.
 */
export async function holdFolder(folder: string, says: string): Promise<HeldFolder> {
  const address = lockAddress(folder, "run");
  let server = await tryListen(address, says);
  if (!server) {
    await clearStale(address);
    server = await tryListen(address, says);
  }
  const held = server;
  if (!held) return { holder: await askHolder(address) };
  return { release: () => new Promise((resolve) => held.close(() => resolve())) };
}
