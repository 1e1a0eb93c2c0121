import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { getDatabase } from "./client.ts";
import {
  createCluster,
  deleteCluster,
  getCluster,
  listClusters,
  readClusterSource,
  renameCluster,
} from "./clusters.ts";
import {
  finishConnectionTest,
  getConnectionTest,
  readConnectionTestSource,
  requestConnectionTest,
} from "./connection-tests.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { getOverview } from "./overview.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";
import { listTrend } from "./trends.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const secret = "users:\n- token: very-secret-token\n";

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const tables = ["Cluster", "ConnectionTest"];
  const rows = tables.map((table) => getDatabase().$queryRawUnsafe(`select t::text as "row" from "${table}" t`));
  return JSON.stringify(await Promise.all(rows));
}

test("a credential is sealed at rest, opens for the worker, and stands in no view", async () => {
  const cluster = await addCluster({ name: "sealed", secret });
  assert.equal((await readClusterSource(cluster.id)).secret, secret);
  const views = JSON.stringify([cluster, await listClusters(), await getOverview({ days: 30 })]);
  for (const text of [views, await everything()]) assert.ok(!text.includes("very-secret-token"));
  assert.ok(!views.includes("v1."));
});

test("with another secret key the credential does not open, and the sentence says what to do", async () => {
  const { id } = await addCluster({ secret });
  const key = process.env.BREAKWATER_SECRET_KEY;
  process.env.BREAKWATER_SECRET_KEY = randomBytes(32).toString("hex");
  await assert.rejects(readClusterSource(id), { code: "unavailable", message: /secret key is not the one/ });
  process.env.BREAKWATER_SECRET_KEY = key;
  assert.equal((await readClusterSource(id)).secret, secret);
});

test("a cluster's name is its own, and what is removed takes everything along", async () => {
  const { id } = await addCluster({ name: "one" });
  const { id: other } = await addCluster({ name: "two" });
  const conflict = { code: "conflict", message: 'There is already a cluster named "one".' };
  await assert.rejects(addCluster({ name: "one" }), conflict);
  await assert.rejects(renameCluster(other, "one"), conflict);
  assert.equal((await renameCluster(other, "three")).name, "three");
  await requestScan({ clusterId: id, profile: "quick", trigger: "manual" });
  await deleteCluster(id);
  await assert.rejects(getCluster(id), { code: "not-found" });
  await assert.rejects(deleteCluster(id), { code: "not-found" });
  await assert.rejects(renameCluster(id, "x"), { code: "not-found" });
  await assert.rejects(readClusterSource(id), { code: "not-found" });
});

test("a cluster that nobody scanned has no score instead of a good one", async () => {
  const { score, lastScan, nodes } = await addCluster();
  assert.deepEqual([score.value, score.coverage, lastScan, nodes], [null, 0, null, { known: 0, checked: 0 }]);
});

test("the connection of an unsaved cluster is tested with its sealed credential, which is forgotten afterwards", async () => {
  const request = {
    name: "new",
    source: "kubeconfig" as const,
    secret,
    context: "dev",
    origin: "upload" as const,
    target: "https://127.0.0.1:6443",
    authorizationProofs: false,
  };
  const { id, state } = await requestConnectionTest(request);
  assert.equal(state, "queued");
  assert.ok(!(await everything()).includes("very-secret-token"));
  const source = await readConnectionTestSource(id);
  assert.deepEqual([source?.secret, source?.context, source?.origin], [secret, "dev", "upload"]);
  assert.equal((await getConnectionTest(id)).state, "running");
  const step = { id: "reach", title: "API server answers", state: "ok" as const, detail: "200" };
  const found = {
    ok: true,
    server: request.target,
    version: "v1.33.1",
    distribution: "k3s" as const,
    nodes: 3,
    message: null,
  };
  const done = await finishConnectionTest(id, { ...found, steps: [step] });
  assert.deepEqual(done, { id, state: "done", ...found, steps: [step] });
  const row = await getDatabase().connectionTest.findUniqueOrThrow({ where: { id } });
  assert.equal(row.sealedSecret, null);
  assert.equal(await readConnectionTestSource(id), null);
  assert.equal((await finishConnectionTest(id, { error: "late" })).state, "done");
});

test("the connection of a saved cluster is tested with its own credential, and a failure says why", async () => {
  const { id: clusterId } = await addCluster({ secret });
  const { id } = await requestConnectionTest({ clusterId });
  assert.equal((await readConnectionTestSource(id))?.secret, secret);
  const failed = await finishConnectionTest(id, { error: "401 Unauthorized: the token expired." });
  assert.deepEqual(
    [failed.state, failed.ok, failed.message],
    ["failed", false, "401 Unauthorized: the token expired."],
  );
  await assert.rejects(getConnectionTest("nothing"), { code: "not-found" });
  await assert.rejects(requestConnectionTest({ clusterId: "nothing" }), { code: "not-found" });
});

test("overview and trend say what the last scans left", async () => {
  const { id: clusterId } = await createCluster({
    name: "seen",
    source: "in-cluster",
    secret: null,
    context: null,
    origin: "file",
    target: "in-cluster",
    authorizationProofs: false,
  });
  const results = [
    judged({ node: "w1", verdict: "fail", severity: "critical", at: minute(1) }),
    judged({ node: "w10", verdict: "pass", at: minute(1) }),
    judged({ node: "w10", verdict: "unknown", port: 2379, at: minute(1) }),
  ];
  const report = reportOf({ at: 1, nodes: ["w1", "w10", "w100"], results });
  report.coverage.nodes = { known: 3, checked: 2, unreachable: ["w100"] };
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report);
  const overview = await getOverview({ clusterId, days: 30 });
  assert.deepEqual(overview.nodes, { known: 3, checked: 2, unreachable: ["w100"] });
  assert.deepEqual([overview.open.critical, overview.unknown, overview.lastScan?.id], [1, 1, id]);
  const { value, formula } = overview.score;
  assert.deepEqual([value, formula], [1, "100 × 1 passed ÷ (1 passed + 1 critical × 40) × 2 of 3 nodes checked = 1"]);
  assert.deepEqual([overview.freshest, overview.stalest, overview.vantages], [minute(2), minute(2), ["worker-node"]]);
  assert.deepEqual(
    overview.changes.map(({ kind, finding }) => [kind, finding.node]),
    [["opened", "w1"]],
  );
  assert.deepEqual(
    overview.worstNodes.map(({ name }) => name),
    ["w1"],
  );
  assert.equal(overview.longestOpen[0]?.node, "w1");
  const strip = overview.strip.find(({ section }) => section === "kubelet");
  assert.deepEqual(strip, { section: "kubelet", reachable: 2, nodes: 2, worst: "critical" });
  const now = new Date(minute(60));
  const [point, ...none] = await listTrend({ clusterId, days: 7 }, now);
  assert.deepEqual([point?.day, point?.counts?.critical, point?.nodesChecked, point?.score], ["2026-11-01", 1, 2, 1]);
  assert.deepEqual(none, []);
  assert.deepEqual(await listTrend({ clusterId, days: 7 }, new Date("2026-12-01T00:00:00Z")), []);
});
