import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listExposures } from "./exposures.ts";
import { listFindings } from "./findings.ts";
import { finishRecheck, requestRecheck, startRecheck } from "./rechecks.ts";
import { judged, minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { listScanResults } from "./scan-results.ts";
import { getScan } from "./scans.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

async function begin(clusterId: string): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  return id;
}

const report = (at: number, verdict: "fail" | "pass" | "unknown", nodes = ["w1"]) => {
  const results = [judged({ node: "w1", verdict, at: minute(at) })];
  const observations = verdict === "fail" ? [seen("w1", 10255, "open", minute(at))] : [];
  const sweeps = [swept("w1", "10255", verdict === "fail" ? 0 : 1, minute(at))].map((sweep) => ({
    ...sweep,
    open: verdict === "fail" ? 1 : 0,
  }));
  return reportOf({ at, nodes, results, observations, sweeps });
};

const counts = async () => {
  const database = getDatabase();
  const [judgements, history, ports, past, spans, events] = await Promise.all([
    database.judgement.count(),
    database.judgementHistory.count(),
    database.portState.count(),
    database.portHistory.count(),
    database.findingSpan.count(),
    database.findingEvent.count(),
  ]);
  return { judgements, history, ports, past, spans, events };
};

test("one scan stored by two workers at once is stored once", async () => {
  const { id: clusterId } = await addCluster();
  const id = await begin(clusterId);
  const outcomes = await Promise.all([storeScan(id, report(1, "fail")), storeScan(id, report(1, "fail"))]);
  assert.deepEqual(outcomes.map(({ stored }) => stored).sort(), [false, true]);
  const { judgements, ports, spans, events } = await counts();
  assert.deepEqual({ judgements, ports, spans, events }, { judgements: 1, ports: 1, spans: 1, events: 1 });
});

test("a cluster has one scan at a time, so that two never finish at once; the second is told which one runs", async () => {
  const { id: clusterId } = await addCluster();
  const id = await begin(clusterId);
  await assert.rejects(begin(clusterId), { code: "conflict", message: new RegExp(id) });
  const both = await Promise.allSettled([begin(clusterId), storeScan(id, report(1, "fail"))]);
  assert.equal(both[1].status, "fulfilled");
  assert.equal((await getScan(id)).state, "complete");
});

test("a scan in which nothing changed adds its own row and no other", async () => {
  const { id: clusterId } = await addCluster();
  await storeScan(await begin(clusterId), report(1, "fail"));
  const once = await counts();
  const second = await begin(clusterId);
  await storeScan(second, report(5, "fail"));
  assert.deepEqual(await counts(), once);
  assert.equal((await listScanResults({ scanId: second })).items[0]?.verdict, "fail");
});

test("what an earlier scan answered stays what it was, whatever came later", async () => {
  const { id: clusterId } = await addCluster();
  const scans: string[] = [];
  const verdicts = ["fail", "unknown", "pass", "fail"] as const;
  for (const [index, verdict] of verdicts.entries()) {
    const id = await begin(clusterId);
    await storeScan(id, report(1 + index * 5, verdict));
    scans.push(id);
  }
  for (const [index, scanId] of scans.entries()) {
    const { items, total } = await listScanResults({ scanId });
    assert.deepEqual([total, items[0]?.verdict], [1, verdicts[index]]);
  }
  const fails = await listScanResults({ scanId: scans[1] ?? "", verdict: "fail" });
  assert.equal(fails.total, 0);
});

test("open ports are listed as they were at an instant", async () => {
  const { id: clusterId } = await addCluster();
  await storeScan(await begin(clusterId), report(1, "fail"));
  await storeScan(await begin(clusterId), report(10, "pass"));
  await storeScan(await begin(clusterId), report(20, "fail", ["w1", "w22"]));
  await storeScan(
    await begin(clusterId),
    reportOf({ at: 30, nodes: ["w22"], results: [], observations: [], sweeps: [] }),
  );
  const openAt = async (at: number) => (await listExposures({ cluster: clusterId, at: minute(at) })).total;
  assert.deepEqual(await Promise.all([1, 5, 15, 25, 40].map(openAt)), [0, 1, 0, 1, 0]);
  assert.equal((await listExposures({ cluster: clusterId })).total, 0);
  await assert.rejects(listExposures({ at: "yesterday" }), { code: "invalid", message: /at must be a time/ });
});

test("a re-check that overlaps a scan is not undone by what the scan saw before it", async () => {
  const { id: clusterId } = await addCluster();
  await storeScan(await begin(clusterId), report(1, "fail"));
  const [finding] = (await listFindings({ cluster: clusterId })).items;
  const scan = await begin(clusterId);
  const { id } = await requestRecheck(finding?.id ?? "");
  await startRecheck(id, "worker-1");
  // The scan looked at minute 10 and ends at minute 12; the re-check looked and ended at minute 11.
  await finishRecheck(id, { ...report(11, "pass"), finishedAt: minute(11) });
  await storeScan(scan, { ...report(10, "fail"), finishedAt: minute(12) });
  const now = await listFindings({ cluster: clusterId, state: ["open", "resolved"] });
  assert.deepEqual([now.items[0]?.state, now.items[0]?.resolution], ["resolved", "fixed"]);
  assert.equal((await listExposures({ cluster: clusterId, port: 10255 })).total, 0);
  const tally = await getDatabase().judgementTally.findMany({ where: { clusterId, count: { gt: 0 } } });
  assert.deepEqual(
    tally.map(({ verdict, count }) => [verdict, count]),
    [["pass", 1]],
  );
});

test("an API endpoint that moved is no longer open where it was; a narrower look ends nothing", async () => {
  const { id: clusterId } = await addCluster();
  const at = (time: number, address: string, profile: "quick" | "standard" = "standard") => {
    const place = { node: null, address, protocol: "TCP" as const, at: minute(time) };
    const observations = [{ ...seen("w1", 6443, "open", minute(time)), ...place }];
    const sweeps = [{ ...swept("w1", "6443", 0, minute(time)), ...place, open: 1 }];
    return reportOf({ at: time, nodes: ["w1"], results: [], profile, observations, sweeps });
  };
  const open = async () => (await listExposures({ cluster: clusterId })).items.map(({ address }) => address).sort();
  await storeScan(await begin(clusterId), at(1, "192.0.2.1"));
  await storeScan(await begin(clusterId), at(5, "192.0.2.2", "quick"));
  assert.deepEqual(await open(), ["192.0.2.1", "192.0.2.2"]);
  await storeScan(await begin(clusterId), at(10, "192.0.2.2"));
  assert.deepEqual(await open(), ["192.0.2.2"]);
});
