import { Client } from "pg";
import { checks } from "../checks/index.ts";
import type { Remediation } from "../domain/remediation.ts";
import { severityRank } from "../domain/severity.ts";
import { findingTables, judgementTables, largeCluster, portTables, scanTables } from "./fleet-rows-fixture.ts";
import { kept, numbers } from "./fleet-sums-fixture.ts";
import { ensurePartitions } from "./partitions.ts";

export interface FleetSize {
  clusters: number;
  nodes: number;
  findings: number;
  days: number;
  /** Nodes of one more cluster, with two scans to compare. */
  largeNodes: number;
}

/** The product's own checks, with a remediation about as long as theirs. */
const checkRows = () =>
  checks.map((check, place) => ({
    place,
    id: check.id,
    component: check.component,
    severity: check.severity.base,
    rank: severityRank(check.severity.base),
    title: check.title,
    namespaced: ["service", "nodeport", "network-policy", "rbac"].includes(check.component),
    remediation: {
      distribution: "kubeadm",
      summary: check.title,
      steps: [{ text: check.rationale, code: "systemctl restart kubelet", language: "bash" }],
      verify: { command: "curl -sk https://10.0.0.1:10250/pods", expect: "401" },
      undo: "Take the line out again and restart the kubelet.",
    } satisfies Remediation,
    references: check.references,
    words: [check.id, ...check.references.tools, ...check.references.cis].join(" ").toLowerCase(),
  }));

const checkColumns = `"place" int, "id" text, "component" text, "severity" text, "rank" int, "title" text, "namespaced" bool,
  "remediation" jsonb, "references" jsonb, "words" text`;

/** What the fill reads again and again, in a schema of its own. */
const plan = (size: FleetSize) => `
  create unlogged table load_cluster as
    select c as "place", md5('cluster ' || c)::uuid::text as "id", 'cluster-' || lpad(c::text, 3, '0') as "name",
      (array['kubeadm', 'rke2', 'k3s', 'eks', 'gke'])[1 + c % 5] as "distribution"
    from generate_series(0, ${size.clusters}) c;
  create unlogged table load_node as
    select n as "place", c."place" as "cluster", c."id" as "clusterId", c."distribution", md5('node ' || n)::uuid::text as "id",
      md5('uid ' || n)::uuid::text as "uid", 'ip-10-' || (n >> 16) || '-' || ((n >> 8) & 255) || '-' || (n & 255) as "name",
      '10.' || (n >> 16) || '.' || ((n >> 8) & 255) || '.' || (n & 255) as "address",
      case when n % (${size.nodes} / ${size.clusters}) < 3 then 'control-plane' else 'worker' end as "role"
    from generate_series(0, ${size.nodes} - 1) n
      join load_cluster c on c."place" = n / (${size.nodes} / ${size.clusters})
    union all
    select n, c."place", c."id", c."distribution", md5('node ' || n)::uuid::text, md5('uid ' || n)::uuid::text,
      'large-' || lpad((n - ${size.nodes})::text, 5, '0'), '10.' || (n >> 16) || '.' || ((n >> 8) & 255) || '.' || (n & 255),
      case when n < ${size.nodes} + 5 then 'control-plane' else 'worker' end
    from generate_series(${size.nodes}, ${size.nodes + size.largeNodes} - 1) n
      join load_cluster c on c."place" = ${size.clusters};
  create unique index on load_node ("place");
  analyze load_check; analyze load_cluster; analyze load_node;`;

const filled = [
  "Finding",
  "FindingEvent",
  "FindingSpan",
  "FindingLook",
  "Judgement",
  "TrendDay",
  "TrendFlow",
  "Scan",
  "Node",
  "PortState",
];

/** Takes the indexes of the filled tables away and returns what makes them again; keys stay. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.relname as "name", pg_get_indexdef(x.indexrelid) as "definition" from pg_index x
      join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relname = any($1) and t.relkind = 'r' and not x.indisprimary`,
    [filled],
  );
  for (const { name } of rows) await client.query(`drop index "${name}"`);
  return rows.map(({ definition }) => definition);
}

const dayMs = 86_400_000;
const settings = `set session_replication_role = replica; set synchronous_commit = off; set timezone = 'UTC';
  set work_mem = '256MB'; set maintenance_work_mem = '256MB'; set search_path = public, load`;

async function connected<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(settings);
    return await work(client);
  } finally {
    await client.end();
  }
}

type Say = (line: string) => void;

/** Runs steps one after the other over one connection, and says how long each took. */
function lane(url: string, steps: Record<string, string>, say: Say): Promise<void> {
  return connected(url, async (client) => {
    for (const [name, sql] of Object.entries(steps)) {
      const startedAt = performance.now();
      await client.query(sql);
      say(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    }
  });
}

/** Makes the indexes again, four at a time. */
async function makeIndexes(url: string, definitions: readonly string[], say: Say): Promise<void> {
  const lanes = Array.from({ length: 4 }, (_, at) => definitions.filter((_one, index) => index % 4 === at));
  await Promise.all(
    lanes.map((own, at) => lane(url, { [`indexes, ${at + 1} of 4 lanes`]: `${own.join("; ")}; select 1` }, say)),
  );
}

/**
 * Fills an empty, migrated database inside the server with the fleet of the bounds: as many rows as a year of daily scans
 * leaves, with their tallies and rollups. `now` is the instant of the last scans. Triggers and foreign keys are off
 * meanwhile; `numbers` at the end compares what was filled with what is kept of it and throws where they differ.
 */
export async function buildFleet(url: string, size: FleetSize, now: Date, say: Say): Promise<void> {
  const months = Array.from(
    { length: Math.ceil(size.days / 30) + 3 },
    (_, index) => new Date(now.getTime() - index * 30 * dayMs),
  );
  await ensurePartitions([...months, new Date(now.getTime() + 30 * dayMs)]);
  const at = `timestamptz '${now.toISOString()}'`;
  const { "plan of findings": planned, ...findings } = findingTables(size, at);
  const { tallies, ...rollups } = kept(size, at);
  const startedAt = performance.now();
  const indexes = await connected(url, async (client) => {
    await client.query("create schema load; set search_path = load, public");
    await client.query(`create unlogged table load_check (${checkColumns})`);
    await client.query(`insert into load_check select * from json_to_recordset($1::json) as r(${checkColumns})`, [
      JSON.stringify(checkRows()),
    ]);
    await client.query(plan(size));
    await client.query(planned ?? "");
    await client.query("set search_path = public, load");
    return dropIndexes(client);
  });
  await Promise.all([
    lane(url, { ...scanTables(size, at), findings: findings.findings ?? "" }, say),
    lane(url, { "spans and events": findings["spans and events"] ?? "" }, say),
    lane(url, { ...judgementTables(at), ...portTables(size, at), ...largeCluster(size, at) }, say),
    lane(url, rollups, say),
  ]);
  await lane(url, { tallies: tallies ?? "" }, say);
  await makeIndexes(url, indexes, say);
  await connected(url, async (client) => {
    await numbers(client, size);
    await client.query("drop schema load cascade");
    await client.query("vacuum analyze");
  });
  say(`the fleet is built: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
