import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ScanReport } from "../domain/scan-report.ts";
import { getDatabase } from "./client.ts";
import { getCluster } from "./clusters.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listExposures } from "./exposures.ts";
import { getFinding } from "./finding-detail.ts";
import { listFindings } from "./findings.ts";
import { findNodeByName, getNode } from "./nodes.ts";
import { judged, minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { getScan } from "./scans.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

async function scanned(clusterId: string, report: ScanReport): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: report.profile, trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report);
  return id;
}

async function only(clusterId: string) {
  const { items } = await listFindings({ cluster: clusterId, state: ["open", "acknowledged", "accepted", "resolved"] });
  assert.equal(items.length, 1);
  return items[0] ?? assert.fail("no finding");
}

const failing = (at: number, nodes = ["w1", "w10"]) =>
  reportOf({ at, nodes, results: [judged({ node: "w1", verdict: "fail", at: minute(at) })] });

/** Every row of every table that a scan writes. */
async function wholeDatabase(except: readonly string[] = []): Promise<string> {
  const tables = [
    "Cluster",
    "Node",
    "Scan",
    "Judgement",
    "JudgementHistory",
    "Evidence",
    "PortTarget",
    "PortLook",
    "PortState",
    "PortHistory",
    "Change",
    "FindingSpan",
    "TrendDay",
    "Finding",
    "FindingEvent",
  ];
  const rows = tables
    .filter((table) => !except.includes(table))
    .map((table) => getDatabase().$queryRawUnsafe(`select t::text from "${table}" t order by 1`));
  return JSON.stringify(await Promise.all(rows));
}

test("the same scan stored twice changes nothing", async () => {
  const { id: clusterId } = await addCluster();
  const report = failing(1);
  const scanId = await scanned(clusterId, report);
  const once = await wholeDatabase();
  assert.deepEqual(await storeScan(scanId, report), { stored: false, changes: [] });
  assert.equal(await wholeDatabase(), once);
});

test("the same results in another scan add no event and open nothing again", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, failing(1));
  const finding = await only(clusterId);
  const second = await scanned(clusterId, failing(5));
  const again = await only(clusterId);
  assert.deepEqual({ ...again, lastSeenAt: "", lastCheckedAt: "" }, { ...finding, lastSeenAt: "", lastCheckedAt: "" });
  assert.equal((await getFinding(finding.id)).events.length, 1);
  assert.deepEqual((await getScan(second)).changes, { new: 0, fixed: 0 });
});

test("only a pass closes a finding; an unknown leaves it open, says so and keeps the proof", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, failing(1));
  const nodes = ["w1", "w10"];
  await scanned(
    clusterId,
    reportOf({ at: 5, nodes, results: [judged({ node: "w1", verdict: "unknown", at: minute(5) })] }),
  );
  const doubtful = await getFinding((await only(clusterId)).id);
  assert.equal(doubtful.state, "open");
  assert.equal(doubtful.verdict, "unknown");
  assert.equal(doubtful.reason, "unknown on w1");
  assert.equal(doubtful.evidence[0]?.received, "open");
  assert.equal(doubtful.events[0]?.kind, "unknown");

  await scanned(clusterId, reportOf({ at: 10, nodes, results: [] }));
  assert.equal((await only(clusterId)).state, "open");

  await scanned(
    clusterId,
    reportOf({ at: 15, nodes, results: [judged({ node: "w1", verdict: "pass", at: minute(15) })] }),
  );
  const fixed = await getFinding(doubtful.id);
  assert.equal(fixed.state, "resolved");
  assert.equal(fixed.resolution, "fixed");
  assert.equal(fixed.resolvedAt, minute(15));
  assert.equal(fixed.evidence[0]?.received, "pass");
  assert.equal(fixed.previousEvidence[0]?.received, "open");
  assert.equal(fixed.headline, "Port 10255 of w1 is open");

  await scanned(clusterId, failing(20));
  const back = await getFinding(doubtful.id);
  assert.equal(back.state, "open");
  assert.equal(back.firstSeenAt, minute(1));
  assert.equal(back.failingSince, minute(20));
  assert.equal(back.events[0]?.kind, "reopened");
});

test("a node that a complete scan no longer names is gone with its findings", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, failing(1));
  await scanned(clusterId, reportOf({ at: 5, nodes: ["w10"], results: [] }));
  const finding = await only(clusterId);
  assert.equal(finding.state, "resolved");
  assert.equal(finding.resolution, "node-gone");
  const node = await findNodeByName(clusterId, "w1");
  assert.equal(node?.present, false);
  assert.deepEqual((await getCluster(clusterId)).nodes, { known: 1, checked: 1 });
  assert.deepEqual(
    (await listExposures({ cluster: clusterId })).items.map((row) => row.node),
    ["w10"],
  );
});

test("a partial scan, and one that could not list nodes, take nobody away", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, failing(1));
  const partial = await scanned(clusterId, reportOf({ at: 5, nodes: ["w10"], results: [], outcome: "partial" }));
  assert.equal((await getScan(partial)).state, "partial");
  const blind = reportOf({ at: 10, nodes: ["w10"], results: [] });
  blind.coverage.lost.push({ need: "list nodes", checks: [], why: "forbidden", grant: null });
  await scanned(clusterId, blind);
  assert.equal((await only(clusterId)).state, "open");
  assert.equal((await findNodeByName(clusterId, "w1"))?.present, true);
});

test("a result that was seen before the last look does not turn it back", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, failing(1));
  const nodes = ["w1", "w10"];
  await scanned(
    clusterId,
    reportOf({ at: 20, nodes, results: [judged({ node: "w1", verdict: "pass", at: minute(20) })] }),
  );
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await getDatabase().scan.update({ where: { id }, data: { claim: 0 } });
  const before = await wholeDatabase(["Scan", "Cluster"]);
  assert.equal((await storeScan(id, failing(10))).stored, true);
  assert.equal((await only(clusterId)).state, "resolved");
  assert.equal(await wholeDatabase(["Scan", "Cluster"]), before);
  const late = await getScan(id);
  assert.match(late.message ?? "", /Older than a scan that is stored already/);
  assert.deepEqual([late.finishedAt, late.found?.high, late.changes], [minute(11), 1, { new: 0, fixed: 0 }]);
});

test("a scan whose clock went back is placed right after the newest, and counts", async () => {
  const { id: clusterId } = await addCluster();
  const nodes = ["w1", "w10"];
  const passing = (at: number) => judged({ node: "w1", verdict: "pass", at: minute(at) });
  await scanned(clusterId, failing(20));
  const back = await scanned(clusterId, reportOf({ at: 5, nodes, results: [passing(5)] }));
  const finding = await only(clusterId);
  assert.deepEqual([finding.state, finding.resolution], ["resolved", "fixed"]);
  const scan = await getScan(back);
  assert.equal(scan.finishedAt, new Date(Date.parse(minute(21)) + 1).toISOString());
  assert.match(scan.message ?? "", /clock went back by 900 s/);
  const [change] = await getDatabase().change.findMany({ where: { clusterId, kind: "clock-went-back" } });
  assert.ok(change);
});

test("what is seen now is the newest look at each port, and what nobody looked at stays", async () => {
  const { id: clusterId } = await addCluster();
  const nodes = ["w1"];
  const wide = { observations: [seen("w1", 10255, "open", minute(1)), seen("w1", 31000, "open", minute(1))] };
  await scanned(clusterId, reportOf({ at: 1, nodes, results: [], ...wide }));
  const sweeps = [swept("w1", "10250,10255", 2, minute(5))];
  await scanned(clusterId, reportOf({ at: 5, nodes, results: [], observations: [], sweeps }));
  const { items } = await listExposures({ cluster: clusterId, state: "any" });
  assert.deepEqual(
    items.map((row) => [row.port, row.state]),
    [
      [10255, "closed"],
      [31000, "open"],
    ],
  );
  assert.deepEqual(items[0]?.vantage, { name: "scanner", kind: "worker-node" });
  const node = await getNode((await findNodeByName(clusterId, "w1"))?.id ?? "");
  assert.equal(node.sections.kubelet, "closed");
  assert.equal(node.sections.nodeport, "open");
  assert.equal(node.sections.etcd, "unknown");
  assert.equal(node.openPorts, 1);
  assert.deepEqual(
    node.observations.map(({ port, state, at }) => [port, state, at]),
    [
      [10255, "closed", minute(6)],
      [31000, "open", minute(2)],
    ],
  );
});

test("hostile text with NUL and half characters is kept without them", async () => {
  const { id: clusterId } = await addCluster();
  const result = judged({ node: "w1", verdict: "fail", at: minute(1) });
  const report = reportOf({ at: 1, nodes: ["w1"], results: [{ ...result, reason: "a\u0000b\ud800c" }] });
  await scanned(clusterId, report);
  assert.equal((await getFinding((await only(clusterId)).id)).reason, "a\ufffdb\ufffdc");
});
