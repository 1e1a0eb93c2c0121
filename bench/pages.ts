/**
 * What readers wait for at the size of the bounds: 100 clusters, 5,000 nodes, 1,000,000 findings (100,000 open), a year of
 * daily scans, and one more cluster of 5,000 nodes with two scans to compare. 25 readers open pages of every kind and ask
 * the API, against the built web server as `npm start` runs it and a PostgreSQL of its own, all on this machine. A time is
 * that from a request to the last byte of its answer, so that it is never less than the server's. A figure is the median
 * of the p95 of five rounds. The bounds hold for readers who look at a page for half a second to one and a half before
 * they open the next; what readers who never look get, each asking again at once, stands beside it.
 * Usage: node bench/pages.ts [share of the size, 1] [seconds a round, 20]
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { temporaryPostgres } from "../lib/database/index.ts";
import { freePort } from "../lib/database/server-process.ts";
import { buildOnce } from "../lib/launch/build.ts";
import { webMemory } from "../lib/launch/children.ts";
import { waitForHttp } from "../lib/launch/wait-for-http.ts";
import { buildFleet } from "../lib/store/fleet-fixture.ts";
import { migrate } from "../lib/store/migrate.ts";
import { type Answer, asksOf, exportAll, type Kind, readers } from "./readers-load.ts";

const [share = 1, seconds = 20] = process.argv.slice(2).map(Number);
const size = {
  clusters: 100 * share,
  nodes: 5000 * share,
  findings: 1_000_000 * share,
  days: 365,
  largeNodes: 5000 * share,
};
const rounds = 5;
const bounds: Record<Kind, number> = {
  "findings list (API)": 100,
  "findings page with the counts on every filter": 100,
  "overview page": 100,
  "node (API)": 100,
  "node page": 100,
  "trend of a year (API)": 60,
  "comparison of two scans (API)": 500,
};
const memoryMiB = { readers: 400, export: 100 };
const root = join(import.meta.dirname, "..");
const say = (line: string) => console.error(line);

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

function row(what: string, value: number, bound: number, text: string): void {
  if (!(value <= bound)) process.exitCode = 1;
  console.log(`pages: ratio ${(value / bound).toFixed(2)} (bound 1.00) ${what}: ${text}`);
}

async function startWeb(url: string): Promise<{ origin: string; rss(): number; stop(): Promise<void> }> {
  const port = await freePort(3140);
  const preload = new URL("../lib/launch/die-with-supervisor.mjs", import.meta.url).href;
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
  await waitForHttp(`${origin}/api/v1/clusters`, AbortSignal.timeout(60_000));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    origin,
    rss: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** The p95 of every kind in each of the rounds. */
function figures(measured: readonly Answer[][], kind: Kind): { p95: number; p50: number; answers: number } {
  const times = measured.map((answers) => answers.filter((answer) => answer.kind === kind).map(({ ms }) => ms));
  return { p95: median(times.map(p95)), p50: median(times.map(median)), answers: times.flat().length };
}

const postgres = await temporaryPostgres();
process.env.DATABASE_URL = postgres.url;
process.env.BREAKWATER_SECRET_KEY = randomBytes(32).toString("hex");
let web: Awaited<ReturnType<typeof startWeb>> | undefined;
let sample: NodeJS.Timeout | undefined;
try {
  await migrate(postgres.url);
  await Promise.all([buildOnce(), buildFleet(postgres.url, size, new Date(), say)]);
  web = await startWeb(postgres.url);
  const { origin, rss } = web;
  const asks = await asksOf(postgres.url);
  let peak = 0;
  sample = setInterval(() => {
    peak = Math.max(peak, rss());
  }, 100);
  await readers(origin, asks, { count: 25, seconds: 5, thinkMs: null });
  const thinking: Answer[][] = [];
  const closed: Answer[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    thinking.push(await readers(origin, asks, { count: 25, seconds, thinkMs: [500, 1500] }));
    closed.push(await readers(origin, asks, { count: 25, seconds: seconds / 4, thinkMs: null }));
    say(
      `round ${round + 1}: load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores, ${peak.toFixed(0)} MiB`,
    );
  }
  const load = `load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`;
  for (const [kind, bound] of Object.entries(bounds) as [Kind, number][]) {
    const [own, beside] = [figures(thinking, kind), figures(closed, kind)];
    const text = `p95 ${own.p95.toFixed(0)} ms of ${bound} ms, p50 ${own.p50.toFixed(0)} (25 readers with think time, ${own.answers} answers)`;
    row(
      kind,
      own.p95,
      bound,
      `${text}; closed loop p95 ${beside.p95.toFixed(0)}, p50 ${beside.p50.toFixed(0)} (${beside.answers}); ${load}`,
    );
  }
  row(
    "memory of the web process under the readers",
    peak,
    memoryMiB.readers,
    `${peak.toFixed(0)} MiB of ${memoryMiB.readers} MiB`,
  );
  const before = rss();
  peak = before;
  const written = await exportAll(origin, size.findings);
  clearInterval(sample);
  const more = peak - before;
  const rate = `${(written.rows / 1000 / (written.ms / 1000)).toFixed(0)} k rows/s, ${(written.bytes / 1024 / 1024).toFixed(0)} MiB`;
  row(
    `memory of an export of ${written.rows} rows`,
    more,
    memoryMiB.export,
    `${more.toFixed(0)} MiB more than before, of ${memoryMiB.export} MiB; ${rate}`,
  );
} finally {
  clearInterval(sample);
  await web?.stop();
  await postgres.stop();
}
