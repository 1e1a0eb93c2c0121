import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildOnce } from "../lib/launch/build.ts";

/** Time from the command to the line that says ready, and memory of all its processes, of an installed and built demo. */
const bounds = { readySeconds: 45, memoryMiB: 1.2 * 1024 };
const giveUpMs = 300_000;
const root = join(import.meta.dirname, "..");

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process ended between being listed and being read.
    return "";
  }
}

/** A process and all that descend from it, by name and proportional memory in MiB. */
function memoryOf(pid: number): { name: string; mib: number }[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${entry}/status`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const found: { name: string; mib: number }[] = [];
  const visit = (each: number) => {
    const kib = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${each}/smaps_rollup`))?.[1] ?? 0);
    const words = read(`/proc/${each}/cmdline`).split("\0");
    const script = words.slice(1).find((word) => /\.[jt]s$/.test(word) && !word.startsWith("-"));
    found.push({ name: (script ?? words[0] ?? "?").replace(`${root}/`, "").split(":")[0] ?? "?", mib: kib / 1024 });
    for (const child of children.get(each) ?? []) visit(child);
  };
  visit(pid);
  return found;
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${giveUpMs / 1000} s`)), giveUpMs);
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      process.stderr.write(chunk);
      text += chunk.toString("utf8");
      if (!/^Breakwater is ready: http:\/\//m.test(text)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once("exit", (code) => reject(new Error(`the demo ended with ${code}`)));
  });
}

/** An empty demo without a past: how long that one takes is said by a line of its own. */
async function environmentFor(dataDir: string): Promise<Record<string, string>> {
  const port = String(await freePort());
  return { PORT: port, BREAKWATER_DATA_DIR: dataDir, DATABASE_URL: "", BREAKWATER_DEMO_DAYS: "0" };
}

async function measure(): Promise<{ seconds: number; mib: number; parts: { name: string; mib: number }[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), "breakwater-bench-"));
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, "lib/launch/demo.ts")], {
    cwd: root,
    env: { ...process.env, ...(await environmentFor(dataDir)) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let parts: { name: string; mib: number }[] = [];
  const total = (of: { mib: number }[]) => of.reduce((sum, part) => sum + part.mib, 0);
  const sample = setInterval(() => {
    const now = memoryOf(child.pid ?? 0);
    if (total(now) > total(parts)) parts = now;
  }, 500);
  try {
    await untilReady(child);
    const seconds = (performance.now() - started) / 1000;
    // The scans of the smaller clusters still run: the highest sum counts.
    await sleep(10_000);
    return { seconds, mib: total(parts), parts };
  } finally {
    clearInterval(sample);
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const rounds = 5;
await buildOnce();
const measured: Awaited<ReturnType<typeof measure>>[] = [];
for (let round = 0; round < rounds; round += 1) measured.push(await measure());

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const heaviest = measured.toSorted((a, b) => b.mib - a.mib)[0];
for (const part of (heaviest?.parts ?? []).sort((a, b) => b.mib - a.mib).slice(0, 8)) {
  console.error(`${part.mib.toFixed(0).padStart(6)} MiB  ${part.name}`);
}
const seconds = median(measured.map((round) => round.seconds));
const mib = median(measured.map((round) => round.mib));
const rows = [
  {
    what: "command to ready",
    value: `${seconds.toFixed(1)} s`,
    ratio: seconds / bounds.readySeconds,
    bound: `${bounds.readySeconds} s`,
  },
  {
    what: "highest memory of all processes",
    value: `${mib.toFixed(0)} MiB`,
    ratio: mib / bounds.memoryMiB,
    bound: `${bounds.memoryMiB} MiB`,
  },
];
for (const { what, value, ratio, bound } of rows) {
  console.log(`start: ratio ${ratio.toFixed(2)} (bound 1.00) ${what}: median of ${rounds} ${value}, of ${bound}`);
}
if (rows.some((row) => row.ratio > 1)) process.exitCode = 1;
