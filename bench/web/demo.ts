import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../lib/database/server-process.ts";

const root = join(import.meta.dirname, "../..");
const giveUpMs = 300_000;

/** The demo as `npm run demo` starts it, without a past, once its scans are judged. */
export async function startDemo(): Promise<{ origin: string; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "breakwater-bench-"));
  const port = await freePort(3160);
  const child = spawn(process.execPath, [join(root, "lib/launch/demo.ts")], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      BREAKWATER_DATA_DIR: dataDir,
      DATABASE_URL: "",
      BREAKWATER_DEMO_DAYS: "0",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${giveUpMs / 1000} s`)), giveUpMs);
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (!/^Breakwater is ready: http:\/\//m.test(text)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once("exit", (code) => reject(new Error(`the demo ended with ${code}`)));
  });
  const origin = `http://127.0.0.1:${port}`;
  try {
    await ready;
    await untilScanned(origin);
    return { origin, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function scansIn(origin: string, state: string): Promise<number> {
  const answer = await fetch(`${origin}/api/v1/scans?state=${state}`, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`the demo answered ${answer.status}`);
  return ((await answer.json()) as { total: number }).total;
}

/** What is measured is a page at rest: no scan runs and moves it meanwhile. */
async function untilScanned(origin: string): Promise<void> {
  for (const until = performance.now() + giveUpMs; performance.now() < until; ) {
    const left = await Promise.all(["queued", "running"].map((state) => scansIn(origin, state)));
    if (left.every((total) => total === 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the scans of the demo do not end");
}
