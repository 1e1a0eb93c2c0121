import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { parseFilter } from "../domain/filter-language/index.ts";
import { type FindingSort, findingSorts } from "../domain/views/finding-view.ts";
import { listChanges } from "./change-feed.ts";
import { getDatabase } from "./client.ts";
import { listClusters } from "./clusters.ts";
import { compareScans } from "./compare/index.ts";
import { startTestDatabase } from "./database-fixture.ts";
import { facetFindings, numbersBesideFilter } from "./find-facets.ts";
import { listFindings } from "./findings.ts";
import { buildFleet } from "./fleet-fixture.ts";
import { listValues } from "./list-values.ts";
import { getNode } from "./nodes.ts";
import { getOverview } from "./overview.ts";
import { planOf, sentDuring } from "./sent-statements-fixture.ts";
import { getTrends } from "./trends.ts";

const size = { clusters: 10, nodes: 500, findings: 60_000, days: 120, largeNodes: 300 };
/** Tables that grow with findings, ports or time: none is ever read from end to end, but for an empty partition. */
const growing =
  /^(Finding|FindingLook|FindingSpan|FindingEvent|Judgement|JudgementHistory.*|PortState|PortHistory.*|PortTarget|Scan|TrendDay|TrendFlow)$/;
const large = new Set<string>();

let stop: () => Promise<void>;
let client: pg.Client;
let clusterId = "";
let nodeId = "";
before(async () => {
  const server = await startTestDatabase();
  client = new pg.Client({ connectionString: server.url });
  await client.connect();
  stop = async () => {
    await client.end();
    await server.stop();
  };
  await buildFleet(server.url, size, new Date(), () => undefined);
  const { rows } = await client.query<{ name: string }>(`select relname as "name" from pg_class where reltuples > 0`);
  for (const { name } of rows) if (growing.test(name)) large.add(name);
  const database = getDatabase();
  clusterId = (await database.cluster.findFirstOrThrow({ where: { name: "cluster-003" } })).id;
  nodeId = (await database.node.findFirstOrThrow({ where: { clusterId } })).id;
});
after(() => stop());

/** The indexes that the statements of `work` use; fails where one of them reads a large table from end to end. */
async function indexesOf(work: () => Promise<unknown>): Promise<Set<string>> {
  const statements = await sentDuring(work);
  assert.ok(statements.length > 0);
  const used = new Set<string>();
  for (const statement of statements) {
    for (const node of await planOf(client, statement)) {
      const whole = node["Node Type"] === "Seq Scan" && large.has(node["Relation Name"] ?? "");
      assert.ok(!whole, `${node["Relation Name"]} is read from end to end by: ${statement.text.slice(0, 400)}`);
      if (node["Index Name"]) used.add(node["Index Name"]);
    }
  }
  return used;
}

const sortIndexes: Record<FindingSort, string> = {
  severity: "Finding_by_severity_idx",
  "failing-since": "Finding_by_since_idx",
  "-failing-since": "Finding_by_since_desc_idx",
  node: "Finding_by_node_idx",
  check: "Finding_state_checkId_id_idx",
  "-last-checked": "FindingLook_state_lastCheckedAt_findingId_idx",
  due: "Finding_by_due_idx",
};

for (const sort of findingSorts) {
  test(`the list sorted by ${sort} walks its index, on the first page and on any other`, async () => {
    for (const state of [["open"] as const, ["resolved"] as const]) {
      const asked = { sort, state: [...state], nodeRole: ["worker"], distribution: ["k3s", "rke2", "kubeadm"] };
      const used = await indexesOf(() => listFindings(asked));
      assert.ok(used.has(sortIndexes[sort]), `${[...used]}`);
      const { nextCursor } = await listFindings({ ...asked, limit: 400 });
      const deep = await indexesOf(() => listFindings({ ...asked, cursor: nextCursor ?? "" }));
      assert.ok(deep.has(sortIndexes[sort]), `${[...deep]}`);
    }
  });
}

test("few among many are read by their index, whatever the sort", async () => {
  const few = { cluster: clusterId, severity: ["high" as const], namespace: ["team-3"] };
  for (const sort of findingSorts) {
    await indexesOf(() => listFindings({ ...few, sort }));
    await indexesOf(() => listFindings({ ...few, sort, state: ["resolved"] }));
    await indexesOf(() => listFindings({ node: nodeId, sort }));
    await indexesOf(() => listFindings({ port: 10_250, namespace: ["team-1"], state: ["resolved"], sort }));
  }
});

test("rare words in open findings are looked up by their trigrams", async () => {
  const used = await indexesOf(() => listFindings({ q: "ip-10-0-1-117", severity: ["high"] }));
  assert.ok(used.has("Finding_words_idx"), `${[...used]}`);
});

test("a word that many open findings have is counted beside them, without reading them", async () => {
  for (const text of ["kubelet", "-kubelet"]) {
    const used = await indexesOf(() => numbersBesideFilter({ where: parseFilter(text).terms }));
    assert.ok(used.has("Finding_open_words_idx"), `${text}: ${[...used]}`);
  }
});

test("counts on every filter come from what is kept, or from an index", async () => {
  for (const filter of [{}, { cluster: clusterId }, { severity: ["high" as const], nodeRole: ["worker"] }]) {
    const statements = await sentDuring(() => facetFindings(filter));
    assert.ok(statements.every(({ text }) => !/"Finding" f/.test(text)));
    await indexesOf(() => facetFindings(filter));
  }
  const used = await indexesOf(() => facetFindings({ port: 10_250, severity: ["high"] }));
  assert.ok(used.has("Finding_port_idx") || used.has("Finding_open_idx"), `${[...used]}`);
  await indexesOf(() => facetFindings({ node: nodeId }));
});

test("what only the filter language can say is answered from indexes as well", async () => {
  const texts = [
    "node:ip-10-0-1-*",
    "-node:ip-10-0-*",
    "port:10000-11000 -state:acknowledged",
    "age>30d",
    "due:overdue",
  ];
  texts.push(
    "assignee:none vantage:internet",
    "-check:kubelet-*",
    'severity>=high "no such words"',
    "cluster:cluster-00* is:new",
  );
  for (const text of texts) {
    const filter = { where: parseFilter(text).terms };
    for (const sort of findingSorts) await indexesOf(() => listFindings({ ...filter, sort }));
    await indexesOf(() => numbersBesideFilter(filter));
    await indexesOf(() => listValues(filter, { field: "node", prefix: "ip" }));
    await indexesOf(() => listValues(filter, { field: "due" }));
  }
  const kept = await sentDuring(() =>
    facetFindings({ where: parseFilter("-check:kubelet-* cluster:cluster-00* severity>=high").terms }),
  );
  assert.ok(kept.every(({ text }) => !/"Finding" f/.test(text)));
});

test("the overview and the list of clusters read counts that are kept and the beginnings of indexes", async () => {
  const used = await indexesOf(() => getOverview({ days: 90 }));
  for (const index of ["Node_worst_idx", "FindingEvent_turns_idx", "Finding_section_idx", "Finding_by_since_idx"]) {
    assert.ok(used.has(index), `${index} of ${[...used]}`);
  }
  await indexesOf(() => getOverview({ clusterId, days: 90 }));
  const ofClusters = await indexesOf(() => listClusters());
  assert.ok(ofClusters.has("Scan_clusterId_requestedAt_id_idx"), `${[...ofClusters]}`);
});

test("a node, a year of trends, a comparison and the change feed read no more than they show", async () => {
  await indexesOf(() => getNode(nodeId));
  const range = { from: "2026-01-01", to: new Date().toISOString().slice(0, 10) };
  const trends = await indexesOf(() => getTrends(range));
  assert.ok(trends.has("TrendDay_pkey") && trends.has("TrendFlow_pkey"), `${[...trends]}`);
  await indexesOf(() => getTrends({ ...range, clusterId, dimension: "namespace", value: "team-3" }));
  const scans = await getDatabase().scan.findMany({
    where: { cluster: { name: "cluster-010" } },
    orderBy: { finishedAt: "asc" },
    select: { id: true },
  });
  const compared = await indexesOf(() => compareScans(scans[0]?.id ?? "", scans[1]?.id ?? ""));
  assert.ok(compared.has("Judgement_pkey"), `${[...compared]}`);
  const changes = await indexesOf(() => listChanges({}));
  assert.ok(changes.has("FindingEvent_at_id_idx"), `${[...changes]}`);
});
