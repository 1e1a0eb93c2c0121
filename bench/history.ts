/**
 * What a year of hourly scans costs: 1,000 nodes x 2,800 ports, 0.1 % of the ports change from scan to scan. Scans are
 * stored by the product's own path into a PostgreSQL of its own; the rival is a table with one row a port a scan, filled
 * inside the server, five rounds. Between scans the tables are vacuumed as autovacuum does in an hour. Sizes are of tables with their indexes, the first scan included, over the scans made here: a year
 * only spreads the first scan over more of them. Usage: node bench/history.ts [scans] [nodes] [rounds of the rival]
 */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { temporaryPostgres } from "../lib/database/index.ts";
import { closeDatabase, createCluster, migrate, requestScan, startScan, storeScan } from "../lib/store/index.ts";
import { builtReport, changeSome, newNodes } from "./scan-load.ts";

const bounds = { bytes: 1 / 300, rowsPerNode: 2, time: 0.03 };
const [scans = 240, nodeCount = 1000, rounds = 5] = process.argv.slice(2).map(Number);
const portsPerNode = 2800;
const changesPerScan = Math.round((nodeCount * portsPerNode) / 1000);
const hour = 3_600_000;
const begin = Date.UTC(2026, 0, 1);

/** What the statements take that write the changes of ports, in ms, since it was set to 0. */
let applying = 0;
const writes = /^\s*(?:with r as materialized \(|update "PortTarget"|update "PortLook")/;
const { query } = pg.Client.prototype;
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...given: unknown[]) {
    const startedAt = performance.now();
    const answer: unknown = Reflect.apply(query, this, given);
    const [first] = given as [string | { text: string }];
    const isWrite = writes.test(typeof first === "string" ? first : first.text);
    if (!isWrite || !(answer instanceof Promise)) return answer;
    return answer.finally(() => {
      applying += performance.now() - startedAt;
    });
  },
});

const server = await temporaryPostgres();
process.env.DATABASE_URL = server.url;
process.env.BREAKWATER_SECRET_KEY = randomBytes(32).toString("hex");
await migrate(server.url);
const client = new pg.Client({ connectionString: server.url });
await client.connect();

async function number(sql: string): Promise<number> {
  return Number((await client.query<{ value: string }>(`select (${sql}) as "value"`)).rows[0]?.value);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Bytes of everything that stores scans: all tables but the rival's and the queue's. */
const ourBytes = `select sum(pg_total_relation_size(c.oid)) from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'Rival'`;

async function ourRows(): Promise<number> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as "name" from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'Rival'`,
  );
  let sum = 0;
  for (const { name } of rows) sum += await number(`select count(*) from "${name}"`);
  return sum;
}

const cluster = await createCluster({
  name: "history",
  source: "kubeconfig",
  secret: "apiVersion: v1\nkind: Config\n",
  context: null,
  origin: "file",
  target: "https://127.0.0.1:6443",
  authorizationProofs: false,
});
const nodes = newNodes(nodeCount);

async function scan(index: number): Promise<number> {
  const report = builtReport(nodes, new Date(begin + index * hour));
  const { id } = await requestScan({ clusterId: cluster.id, profile: "standard", trigger: "schedule" });
  await startScan(id, "bench", new Date(begin + index * hour));
  const startedAt = performance.now();
  await storeScan(id, report);
  return performance.now() - startedAt;
}

/** One row a port a scan, written inside the server, which is faster than any client could send them. */
async function rival(index: number): Promise<number> {
  const startedAt = performance.now();
  await client.query(
    `insert into "Rival" select $1, n, case when p < 32 then 10000 + p else 29968 + p end, 1, 1, $2
     from generate_series(1, $3::int) n, generate_series(0, $4::int - 1) p`,
    [index, new Date(begin + index * hour), nodeCount, portsPerNode],
  );
  return performance.now() - startedAt;
}

await client.query(
  `create table "Rival" ("scan" int, "node" int, "port" int, "protocol" smallint, "state" smallint, "at" timestamptz,
    primary key ("scan", "node", "port"))`,
);
const emptyBytes = await number(ourBytes);
const first = await scan(0);
const times: number[] = [];
const applied: number[] = [];
const rivalTimes: number[] = [];
for (let index = 1; index <= scans; index += 1) {
  changeSome(nodes, changesPerScan);
  applying = 0;
  times.push(await scan(index));
  applied.push(applying);
  // An hour has passed, in which autovacuum looks sixty times.
  if (index % 5 === 0) await client.query('vacuum "PortTarget", "PortLook", "PortState", "Node", "Scan", "Cluster"');
  if (index <= rounds) rivalTimes.push(await rival(index));
}
const rowsBefore = await ourRows();
const unchanged = await scan(scans + 1);
const added = (await ourRows()) - rowsBefore;
const bytes = ((await number(ourBytes)) - emptyBytes) / (scans + 1);
const rivalBytes = (await number(`select pg_total_relation_size('"Rival"')`)) / rounds;
const last = <Value>(values: readonly Value[]) => values.slice(-Math.min(50, values.length));
const timeRatio = median(last(applied)) / median(rivalTimes);
const wholeRatio = median(last(times)) / median(rivalTimes);

const kept = [bytes / rivalBytes <= bounds.bytes, added / nodeCount <= bounds.rowsPerNode, timeRatio <= bounds.time];
console.log(
  `history: ${nodeCount} nodes x ${portsPerNode} ports, ${scans} hourly scans, ${changesPerScan} changes each`,
);
console.log(
  `history bytes: ratio 1/${Math.round(rivalBytes / bytes)} (bound 1/${1 / bounds.bytes}) of one row a port a scan: ` +
    `${(bytes / 1e6).toFixed(2)} MB a scan, rows ${(rivalBytes / 1e6).toFixed(0)} MB; ` +
    `a year of them ${((bytes * 8760) / 1e9).toFixed(1)} GB, rows ${((rivalBytes * 8760) / 1e9).toFixed(0)} GB (computed)`,
);
console.log(
  `history rows: an unchanged scan adds ${added} rows, ${(added / nodeCount).toFixed(3)} a node (bound ${bounds.rowsPerNode}), in ${unchanged.toFixed(0)} ms`,
);
console.log(
  `history time: ratio ${timeRatio.toFixed(3)} (bound ${bounds.time}) of the statements that write the changes to inserting the scan as rows: ` +
    `${median(last(applied)).toFixed(0)} ms, rows ${median(rivalTimes).toFixed(0)} ms`,
);
console.log(
  `history whole: ratio ${wholeRatio.toFixed(3)} of all that a scan takes, comparing, nodes, trends and feed included: ` +
    `${median(last(times)).toFixed(0)} ms; the first scan ${first.toFixed(0)} ms`,
);
await client.end();
await closeDatabase();
await server.stop();
if (kept.includes(false)) process.exitCode = 1;
