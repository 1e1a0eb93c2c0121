import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startPostgres } from "./index.ts";
import { isRunning } from "./process-state.ts";
import { findRunning } from "./server-process.ts";

const script = `
  const { startPostgres } = await import(${JSON.stringify(new URL("./index.ts", import.meta.url).href)});
  const server = await startPostgres({ dataDir: process.argv[1], durable: false });
  process.once("SIGTERM", async () => { await server.stop(); process.exit(0); });
  console.log(JSON.stringify({ pid: server.pid, reused: server.reused, port: server.port, url: server.url }));
  setInterval(() => undefined, 1000);
`;

interface Started {
  child: ChildProcess;
  said: { pid: number; reused: boolean; port: number; url: string };
}

/** Starts a process that owns a server; resolves when the server runs. */
function startOwner(folder: string, prefix: string[] = []): Promise<Started> {
  const words = [...prefix, process.execPath, "--input-type=module", "-e", script, folder];
  const child = spawn(words[0] ?? "", words.slice(1), { stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk.toString("utf8");
    });
    child.stdout?.once("data", (chunk: Buffer) => resolve({ child, said: JSON.parse(chunk.toString("utf8")) }));
    child.once("exit", (code) => reject(new Error(`owner ended with ${code}: ${errors}`)));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-owner-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("a process that owns the embedded PostgreSQL", () => {
  it("leaves nothing that hinders the next start when it is killed", () =>
    withFolder(async (folder) => {
      const { child, said } = await startOwner(folder);
      await end(child, "SIGKILL");
      const next = await startPostgres({ dataDir: folder, durable: false });
      assert.equal(next.reused, next.pid === said.pid);
      await next.stop();
      assert.equal(isRunning(next.pid), false);
      assert.equal(isRunning(said.pid), false);
    }));

  it("takes its server along when it is killed and nobody comes after it", () =>
    withFolder(async (folder) => {
      const { child, said } = await startOwner(folder);
      await end(child, "SIGKILL");
      for (let waited = 0; waited < 10_000 && isRunning(said.pid); waited += 50) await sleep(50);
      assert.equal(isRunning(said.pid), false);
    }));

  it("stops its server on SIGTERM", () =>
    withFolder(async (folder) => {
      const { child, said } = await startOwner(folder);
      await end(child, "SIGTERM");
      assert.equal(isRunning(said.pid), false);
      assert.equal(findRunning(join(folder, "data")), null);
    }));

  it("shares one server with another that starts at the same moment", () =>
    withFolder(async (folder) => {
      const [a, b] = await Promise.all([startOwner(folder), startOwner(folder)]);
      assert.equal(a.said.pid, b.said.pid);
      assert.deepEqual([a.said.reused, b.said.reused].sort(), [false, true]);
      const [joiner, owner] = a.said.reused ? [a, b] : [b, a];
      await end(joiner.child, "SIGTERM");
      assert.equal(isRunning(owner.said.pid), true);
      await end(owner.child, "SIGTERM");
      assert.equal(isRunning(owner.said.pid), false);
    }));

  it("may be an ordinary user", () =>
    withFolder(async (folder) => {
      const isRoot = process.getuid?.() === 0;
      if (isRoot) chownSync(folder, 65534, 65534);
      const { child, said } = await startOwner(
        folder,
        isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : [],
      );
      const uid = isRoot ? 65534 : process.getuid?.();
      if (process.platform === "linux") {
        assert.match(readFileSync(`/proc/${said.pid}/status`, "utf8"), new RegExp(`^Uid:\t${uid}\t`, "m"));
      }
      await end(child, "SIGTERM");
      assert.equal(isRunning(said.pid), false);
    }));
});
