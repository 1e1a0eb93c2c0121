/**
 * What somebody who opens the dashboard waits for, with a browser as people have it, against the built pages:
 * script that each page loads before it works, above an application that does nothing; what Lighthouse gives four pages of
 * the demo; how long an input takes to the next paint in a matrix of 5,000 nodes and a list of 10,000 rows; and from a
 * change of the filter to its painted result, at 100,000 open findings. Each figure is the median of five rounds.
 * Usage: node bench/web.ts [script,lighthouse,input,filter] [database to measure on, already filled]
 */
import { randomBytes } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { temporaryPostgres } from "../lib/database/index.ts";
import { buildOnce } from "../lib/launch/build.ts";
import { buildFleet } from "../lib/store/fleet-fixture.ts";
import { migrate } from "../lib/store/migrate.ts";
import { boundBytes, buildEmptyApp, firstLoadOf } from "./first-load.ts";
import { launchBrowser } from "./web/browser.ts";
import { startDemo } from "./web/demo.ts";
import { filterChanges } from "./web/filter.ts";
import { type Interaction, inputsOnFindings, inputsOnMatrix } from "./web/input.ts";
import { lighthouseOf } from "./web/lighthouse.ts";
import { startWeb } from "./web/serve.ts";
import { transferredBy } from "./web/transfer.ts";

const [parts = "script,lighthouse,input,filter", filled] = process.argv.slice(2);
const asked = new Set(parts.split(","));
const bounds = { lighthouse: 98, inputMs: 200, filterMs: 300, rows: 10_000, nodes: 5_000, findings: 100_000 };
const size = { clusters: 100, nodes: 5_000, findings: 1_000_000, days: 40, largeNodes: 20 };
const rounds = 5;
const load = () => `load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`;
const list = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(" ");

function row(what: string, ratio: number, text: string): void {
  if (!(ratio <= 1)) process.exitCode = 1;
  console.log(`web: ratio ${ratio.toFixed(2)} (bound 1.00) ${what}: ${text}`);
}

/** Every page of the build, and beside three of them what a browser really loads. */
async function reportScript(origin: string, browser: Browser, paths: Record<string, string>): Promise<void> {
  const empty = buildEmptyApp();
  const pages = firstLoadOf(join(import.meta.dirname, "../.next"));
  for (const [page, bytes] of pages) {
    const counted = bytes - empty;
    const path = paths[page];
    const real = path === undefined ? null : await transferredBy(browser, `${origin}${path}`);
    const above = real ? Math.max(counted, real.bytes - real.later - empty) : counted;
    const beside = real
      ? `; a browser loads ${real.bytes - real.later - empty} with the HTML and ${real.later} after it, ${real.files} files`
      : "";
    row(`script of ${page}`, above / boundBytes, `${above} of ${boundBytes} bytes above an empty app${beside}`);
  }
}

async function reportLighthouse(origin: string, paths: Record<string, string>): Promise<void> {
  for (const [page, path] of Object.entries(paths)) {
    for (const { category, score, runs, machine, short } of await lighthouseOf(`${origin}${path}`, rounds)) {
      const text = `${score} of at least ${bounds.lighthouse} (${list(runs)}; on a machine of ${list(machine)}; ${load()})`;
      row(`Lighthouse ${category} of ${page}`, bounds.lighthouse / score, `${text} ${short.join(", ")}`.trim());
    }
  }
}

function reportInputs(where: string, results: Interaction[]): void {
  for (const { what, worst, rounds: each, inputs } of results) {
    const text = `worst ${worst.toFixed(0)} ms of ${bounds.inputMs} ms (${list(each)}; ${inputs} longer than a frame; ${load()})`;
    row(`${where}: ${what}`, worst / bounds.inputMs, text);
  }
}

async function reportFilters(browser: Browser, origin: string): Promise<void> {
  for (const { what, ms, rounds: each, server, total } of await filterChanges(browser, origin, rounds)) {
    const text = `${ms.toFixed(0)} ms of ${bounds.filterMs} ms (${list(each)}), the server's share ${server.toFixed(0)} ms, ${total} findings (${load()})`;
    row(`filter by ${what}`, ms / bounds.filterMs, text);
  }
}

async function onDemo(): Promise<void> {
  const demo = await startDemo();
  const browser = await launchBrowser();
  try {
    const first = async (path: string) => {
      const answer = (await (await fetch(`${demo.origin}${path}`)).json()) as { items: { id: string }[] };
      return answer.items[0]?.id ?? "";
    };
    const finding = `/findings/${await first("/api/v1/findings?limit=1")}`;
    const node = `/nodes/${await first("/api/v1/nodes?limit=1")}`;
    if (asked.has("script")) {
      await reportScript(demo.origin, browser, {
        "/(overview)": "/",
        "/findings/(list)": "/findings",
        "/nodes/(list)": "/nodes",
      });
    }
    if (asked.has("lighthouse")) {
      await reportLighthouse(demo.origin, { overview: "/", findings: "/findings", finding, node });
    }
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function onFleet(url: string): Promise<void> {
  const web = await startWeb(url);
  const browser = await launchBrowser();
  try {
    if (asked.has("input")) {
      const { nodes, results } = await inputsOnMatrix(browser, web.origin, rounds);
      if (nodes < bounds.nodes) throw new Error(`the matrix has ${nodes} nodes`);
      reportInputs(`matrix of ${nodes} nodes`, results);
      const findings = await inputsOnFindings(browser, web.origin, bounds.rows, rounds);
      if (findings.rows < bounds.rows) throw new Error(`the list has ${findings.rows} rows`);
      reportInputs(`list of ${findings.rows} rows`, findings.results);
    }
    if (asked.has("filter")) await reportFilters(browser, web.origin);
  } finally {
    await browser.close();
    await web.stop();
  }
}

/** The fleet of the bounds in a database of its own. */
async function withFleet(work: (url: string) => Promise<void>): Promise<void> {
  process.env.BREAKWATER_SECRET_KEY = randomBytes(32).toString("hex");
  if (filled) return work(filled);
  const postgres = await temporaryPostgres();
  process.env.DATABASE_URL = postgres.url;
  try {
    await migrate(postgres.url);
    await buildFleet(postgres.url, size, new Date(), (line) => console.error(line));
    await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

await buildOnce();
if (asked.has("script") || asked.has("lighthouse")) await onDemo();
if (asked.has("input") || asked.has("filter")) await withFleet(onFleet);
