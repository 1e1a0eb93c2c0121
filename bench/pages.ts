/**
 * What readers wait for at the size of the bounds: 100 clusters, 5,000 nodes, 1,000,000 findings (100,000 open), a year of
 * daily scans, and one more cluster of 5,000 nodes with two scans to compare; the built web server as `npm start` runs it
 * and a PostgreSQL of its own, all on this machine.
 * Held: the server's time for what a page shows, each kind by itself, as the JSON API of that web server gives it to 25
 * readers who look for half a second to one and a half before they ask again. A time is that from a request to the last
 * byte of its answer, so that it is never less than the server's; a figure is the median of the p95 of five rounds.
 * Beside it and without a bound: the same made into an HTML page, which one process renders in turn and which depends on
 * the machine's processor more than on the size of the data; and the API for 25 readers who never look, each asking again
 * at once. All who compare ask for the same two scans, whose counts the server keeps for five seconds; the rows of a page it
 * reads anew for each. The memory of the web process is held over all of it.
 * Usage: node bench/pages.ts [share of the size, 1] [seconds a round, 6]
 */
import { randomBytes } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { temporaryPostgres } from "../lib/database/index.ts";
import { buildOnce } from "../lib/launch/build.ts";
import { buildFleet } from "../lib/store/fleet-fixture.ts";
import { migrate } from "../lib/store/migrate.ts";
import { type Ask, asksOf, exportAll, type Kind, kinds, readers } from "./readers-load.ts";
import { startWeb, type Web } from "./web/serve.ts";

const [share = 1, seconds = 6] = process.argv.slice(2).map(Number);
const size = {
  clusters: 100 * share,
  nodes: 5000 * share,
  findings: 1_000_000 * share,
  days: 365,
  largeNodes: 5000 * share,
};
const rounds = { held: 5, beside: 3 };
const bounds: Record<Kind, number> = {
  "findings list": 100,
  "counts on every filter": 100,
  overview: 100,
  node: 100,
  "trend of a year": 60,
  "comparison of two scans": 500,
};
/** For the matrix of five thousand nodes, to one reader: it is read once and then sorted and filtered in the browser. */
const matrixMs = 400;
const memoryMiB = { readers: 400, export: 100 };
const say = (line: string) => console.error(line);

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

function row(what: string, value: number, bound: number, text: string): void {
  if (!(value <= bound)) process.exitCode = 1;
  console.log(`pages: ratio ${(value / bound).toFixed(2)} (bound 1.00) ${what}: ${text}`);
}

const looking = { count: 25, thinkMs: [500, 1500] } as const;
const load = () => `load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`;

interface Figures {
  p95: number;
  p50: number;
  answers: number;
}

/** Some rounds of one kind by itself, after two seconds that warm it up. */
async function measure(origin: string, path: () => string, times: number): Promise<Figures> {
  await readers(origin, path, { ...looking, seconds: 2 });
  const measured: number[][] = [];
  for (let round = 0; round < times; round += 1) measured.push(await readers(origin, path, { ...looking, seconds }));
  return { p95: median(measured.map(p95)), p50: median(measured.map(median)), answers: measured.flat().length };
}

/** Times of the whole matrix, as one reader gets it again and again. */
async function reportMatrix(origin: string): Promise<void> {
  const alone = { count: 1, seconds, thinkMs: null } as const;
  await readers(origin, () => "/api/v1/matrix", { ...alone, seconds: 2 });
  const times = await readers(origin, () => "/api/v1/matrix", alone);
  const nodes = size.nodes + size.largeNodes;
  const bound = matrixMs * Math.max(1, nodes / 5000);
  const text = `p50 ${median(times).toFixed(0)} ms of ${bound.toFixed(0)} ms for ${nodes} nodes, p95 ${p95(times).toFixed(0)}`;
  row("matrix of every node", median(times), bound, `${text} (${times.length} answers, ${load()})`);
}

/** Measures a kind and prints it: what is held, then what stands beside it. */
async function report(origin: string, kind: Kind, { api, page }: Ask): Promise<void> {
  const own = await measure(origin, api, rounds.held);
  const during = load();
  const closed = await readers(origin, api, { count: looking.count, seconds, thinkMs: null });
  const html = page ? await measure(origin, page, rounds.beside) : null;
  const beside = html
    ? `as an HTML page p95 ${html.p95.toFixed(0)}, p50 ${html.p50.toFixed(0)}`
    : "on the findings page";
  row(
    kind,
    own.p95,
    bounds[kind],
    `p95 ${own.p95.toFixed(0)} ms of ${bounds[kind]} ms, p50 ${own.p50.toFixed(0)} (${own.answers} answers, ${during}); ` +
      `beside it: ${beside}; closed loop p95 ${p95(closed).toFixed(0)}, p50 ${median(closed).toFixed(0)} (${load()})`,
  );
}

const postgres = await temporaryPostgres();
process.env.DATABASE_URL = postgres.url;
process.env.BREAKWATER_SECRET_KEY = randomBytes(32).toString("hex");
let web: Web | undefined;
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
  for (const kind of kinds) await report(origin, kind, asks[kind]);
  await reportMatrix(origin);
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
