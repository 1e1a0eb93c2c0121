import { Client } from "pg";
import { checks } from "../lib/checks/index.ts";
import { severityRank } from "../lib/domain/severity.ts";
import { ensurePartitions } from "../lib/store/partitions.ts";
import { findingTables, judgementTables, largeCluster, portTables, scanTables } from "./fleet-rows-load.ts";
import { kept, numbers } from "./fleet-sums-load.ts";

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
      steps: [{ title: check.title, description: check.rationale, commands: [] }],
      verify: { command: "breakwater scan", expect: "pass" },
      undo: [],
    },
    references: check.references,
    words: [check.id, ...check.references.tools, ...check.references.cis].join(" ").toLowerCase(),
  }));

const checkColumns = `"place" int, "id" text, "component" text, "severity" text, "rank" int, "title" text, "namespaced" bool,
  "remediation" jsonb, "references" jsonb, "words" text`;

/** What the fill reads again and again; gone with the connection. */
const plan = (size: FleetSize) => `
  create temp table load_cluster as
    select c as "place", md5('cluster ' || c)::uuid::text as "id", 'cluster-' || lpad(c::text, 3, '0') as "name",
      (array['kubeadm', 'rke2', 'k3s', 'eks', 'gke'])[1 + c % 5] as "distribution"
    from generate_series(0, ${size.clusters}) c;
  create temp table load_node as
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

/**
 * Fills an empty, migrated database inside the server with the fleet of the bounds: as many rows as a year of daily scans
 * leaves, with their tallies and rollups. `now` is the instant of the last scans. Triggers and foreign keys are off
 * meanwhile; `numbers` at the end compares what was filled with what is kept of it and throws where they differ.
 */
export async function buildFleet(url: string, size: FleetSize, now: Date, say: (line: string) => void): Promise<void> {
  const months = Array.from(
    { length: Math.ceil(size.days / 30) + 3 },
    (_, index) => new Date(now.getTime() - index * 30 * dayMs),
  );
  await ensurePartitions([...months, new Date(now.getTime() + 30 * dayMs)]);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'");
    await client.query(
      "set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 2; set timezone = 'UTC'",
    );
    await client.query(`create temp table load_check (${checkColumns})`);
    await client.query(`insert into load_check select * from json_to_recordset($1::json) as r(${checkColumns})`, [
      JSON.stringify(checkRows()),
    ]);
    await client.query(plan(size));
    const indexes = await dropIndexes(client);
    const at = `timestamptz '${now.toISOString()}'`;
    const steps = {
      ...scanTables(size, at),
      ...findingTables(size, at),
      ...judgementTables(at),
      ...portTables(size, at),
      ...largeCluster(size, at),
      ...kept(size, at),
    };
    for (const [name, sql] of Object.entries(steps)) {
      const startedAt = performance.now();
      await client.query(sql);
      say(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    }
    const startedAt = performance.now();
    for (const definition of indexes) await client.query(definition);
    say(`indexes: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    await client.query("vacuum analyze");
    say(`analyzed: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    await numbers(client, size);
  } finally {
    await client.end();
  }
}
