import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../lib/database/server-process.ts";
import { webMemory } from "../../lib/launch/children.ts";
import { waitForHttp } from "../../lib/launch/wait-for-http.ts";

const root = join(import.meta.dirname, "../..");

export interface Web {
  origin: string;
  /** Resident memory of the process in MiB. */
  rss(): number;
  stop(): Promise<void>;
}

/** The built web server over a database, with the memory that `npm start` gives it. */
export async function startWeb(url: string): Promise<Web> {
  const port = await freePort(3140);
  const preload = new URL("../../lib/launch/die-with-supervisor.mjs", import.meta.url).href;
  const args = [
    `--max-old-space-size=${webMemory.heapMiB}`,
    ...webMemory.args,
    `--import=${preload}`,
    join(root, ".next/standalone/server.js"),
  ];
  const env = {
    ...webMemory.env,
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: url,
    HOSTNAME: "127.0.0.1",
    HOST: "127.0.0.1",
    PORT: String(port),
  };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const origin = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    await waitForHttp(`${origin}/api/v1/clusters`, AbortSignal.timeout(60_000));
  } catch (error) {
    child.kill("SIGTERM");
    throw error;
  }
  return {
    origin,
    rss: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
