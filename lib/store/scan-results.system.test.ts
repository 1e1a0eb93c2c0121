import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CheckResult } from "../domain/scan-report.ts";
import { getDatabase } from "./client.ts";
import { getCluster, requireCluster } from "./clusters.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { findNodeByName, requireNode } from "./nodes.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { failScan, startScan } from "./run-scan-state.ts";
import { listScanResults } from "./scan-results.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

async function scanned(clusterId: string, results: CheckResult[], at = 1): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, reportOf({ at, nodes: ["w1"], results }));
  return id;
}

test("what a scan could not judge is listed check by check with subject, reason and vantage", async () => {
  const { id: clusterId } = await addCluster();
  const ports = [4001, 2379, 8080, 10255, 31000];
  const unknown = ports.map((port) =>
    judged({ node: "w1", verdict: "unknown", port, at: minute(1), checkId: `check-${port % 3}` }),
  );
  const fail = judged({ node: "w1", verdict: "fail", port: 10250, at: minute(1), severity: "critical" });
  const scanId = await scanned(clusterId, [...unknown, fail]);

  const first = await listScanResults({ scanId, verdict: "unknown", limit: 3 });
  assert.deepEqual([first.items.length, first.total], [3, 5]);
  const second = await listScanResults({ scanId, verdict: "unknown", limit: 3, cursor: first.nextCursor ?? "" });
  assert.deepEqual([second.items.length, second.total, second.nextCursor], [2, 5, null]);
  const all = [...first.items, ...second.items];
  assert.deepEqual(
    all.map(({ subject }) => subject.port ?? 0).sort((a, b) => a - b),
    ports.toSorted((a, b) => a - b),
  );
  assert.deepEqual(
    all.map(({ checkId }) => checkId),
    all.map(({ checkId }) => checkId).sort(),
  );
  assert.equal(all[0]?.reason, "unknown on w1");
  assert.deepEqual(all[0]?.vantage, { name: "scanner", kind: "worker-node" });

  const everything = await listScanResults({ scanId });
  assert.deepEqual([everything.total, everything.items.filter(({ verdict }) => verdict === "fail").length], [6, 1]);
  assert.deepEqual((await getCluster(clusterId)).unknown, { judgements: 5, scanId });
});

test("what was judged after its scan says so, and of what nobody looked at again nothing is said", async () => {
  const { id: clusterId } = await addCluster();
  const ports = [10255, 4194];
  const failing = ports.map((port) => judged({ node: "w1", verdict: "fail", port, at: minute(1) }));
  await scanned(clusterId, failing);
  const unknown = ports.map((port) => judged({ node: "w1", verdict: "unknown", port, at: minute(5) }));
  const scanId = await scanned(clusterId, unknown, 5);
  const since = async () =>
    (await listScanResults({ scanId, verdict: "unknown" })).items.map((row) => [row.subject.port, row.since]);
  assert.deepEqual(
    (await since()).map(([, later]) => later),
    [null, null],
  );
  await scanned(clusterId, [judged({ node: "w1", verdict: "pass", port: 10255, at: minute(9) })], 9);
  assert.deepEqual(
    new Map((await since()) as [number, unknown][]),
    new Map<number, unknown>([
      [10255, { verdict: "pass", at: minute(9) }],
      [4194, null],
    ]),
  );
});

test("a scan that does not exist, and a cursor of another list, are said", async () => {
  await assert.rejects(listScanResults({ scanId: "nothing" }), { code: "not-found", message: /no scan with the id/ });
  await assert.rejects(listScanResults({ scanId: "nothing", cursor: "zzz" }), { code: "invalid" });
});

test("a cluster whose scans all failed has no last scan, but a last attempt that says why", async () => {
  const { id: clusterId, lastAttempt } = await addCluster();
  assert.equal(lastAttempt, null);
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  assert.equal((await getCluster(clusterId)).lastAttempt?.state, "queued");
  await startScan(id, "worker-1");
  await failScan(id, "127.0.0.1:6443 refused the connection.");
  const cluster = await getCluster(clusterId);
  assert.deepEqual([cluster.lastScan, cluster.runningScan], [null, null]);
  assert.deepEqual(
    [cluster.lastAttempt?.id, cluster.lastAttempt?.state, cluster.lastAttempt?.message],
    [id, "failed", "127.0.0.1:6443 refused the connection."],
  );
  assert.deepEqual(cluster.unknown, { judgements: 0, scanId: null });
});

test("an attempt that failed after one that went well hides neither", async () => {
  const { id: clusterId } = await addCluster();
  const good = await scanned(clusterId, []);
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await failScan(id, "No.");
  const cluster = await getCluster(clusterId);
  assert.deepEqual([cluster.lastScan?.id, cluster.lastAttempt?.id, cluster.runningScan], [good, id, null]);
});

test("a cluster that is asked about has to exist", async () => {
  const { id } = await addCluster();
  await requireCluster(id);
  await requireCluster(undefined);
  await assert.rejects(requireCluster("nothing"), { code: "not-found", message: /no cluster with the id nothing/ });
});

test("a node that is asked about has to exist, by its id or its name, in the cluster where one is named", async () => {
  const [{ id: clusterId }, { id: other }] = [await addCluster(), await addCluster()];
  const { id: scanId } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(scanId, "worker-1");
  await storeScan(scanId, reportOf({ at: 0, nodes: ["only-here"], results: [] }));
  const id = (await findNodeByName(clusterId, "only-here"))?.id;
  assert.ok(id);
  for (const node of [id, "only-here", undefined]) await requireNode(node, clusterId);
  await requireNode("only-here");
  await assert.rejects(requireNode("nope"), { code: "not-found", message: /no node with the id or name nope/ });
  await assert.rejects(requireNode("only-here", other), { code: "not-found" });
  const at = new Date();
  const file = { format: "nmap", fileName: "x.xml", tool: "nmap", at, importedAt: at, opinions: 0, nodeReports: 0 };
  const place = { address: "192.0.2.9", port: 22, protocol: "TCP", section: "other", vantageName: "v", at };
  await getDatabase().import.create({
    data: {
      ...{ ...file, id: "import-1", clusterId, observations: 1, left: [] },
      portStates: {
        create: { ...place, clusterId, vantageKind: "internet", current: true, facts: { node: "from-a-file" } },
      },
    },
  });
  await requireNode("from-a-file", clusterId);
  await assert.rejects(requireNode("from-a-file", other), { code: "not-found" });
});
