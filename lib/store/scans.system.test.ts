import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getCluster } from "./clusters.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { diffScans } from "./diff-scans.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { failScan, recordProgress, releaseScansOfDeadWorkers, startScan } from "./run-scan-state.ts";
import { cancelScan, getScan, listScans } from "./scans.ts";
import { storeScan } from "./store-scan.ts";
import { beat, leave } from "./workers.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const vantage = { name: "scanner", kind: "worker-node" as const };
const progress = {
  phase: "probes" as const,
  nodesDone: 1,
  nodesKnown: 2,
  probesDone: 3,
  probesPlanned: 9,
  unreachable: 0,
};

async function queued() {
  const { id: clusterId } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  return { clusterId, id };
}

test("a cluster has one scan at a time, and the refusal names it", async () => {
  const { clusterId, id } = await queued();
  const again = { clusterId, profile: "quick" as const, trigger: "manual" as const };
  await assert.rejects(requestScan(again), { code: "conflict", message: new RegExp(`Scan ${id} .* is queued`) });
  assert.equal((await getCluster(clusterId)).runningScan?.id, id);
  await assert.rejects(requestScan({ ...again, clusterId: "nothing" }), { code: "not-found" });
  await failScan(id, "No.");
  const asked = await Promise.allSettled([1, 2, 3, 4].map(() => requestScan(again)));
  assert.equal(asked.filter(({ status }) => status === "fulfilled").length, 1);
});

test("a scan runs, tells how far it is, and is over when it is stored", async () => {
  const { clusterId, id } = await queued();
  await beat("worker-1", { vantage, startedAt: new Date() });
  const order = await startScan(id, "worker-1");
  assert.deepEqual([order?.id, order?.clusterId, order?.profile, order?.attempt], [id, clusterId, "standard", 1]);
  assert.deepEqual(await recordProgress(id, progress), { cancelRequested: false });
  assert.deepEqual((await getScan(id)).progress, progress);
  assert.equal(await startScan(id, "worker-2"), null);
  await storeScan(id, reportOf({ at: 1, nodes: ["w1"], results: [] }));
  assert.equal((await getScan(id)).progress, null);
  assert.equal(await startScan(id, "worker-1"), null);
  assert.deepEqual(await recordProgress(id, progress), { cancelRequested: true });
  await assert.rejects(cancelScan(id), { code: "conflict", message: /is over: it is complete/ });
  await failScan(id, "too late");
  assert.equal((await getScan(id)).state, "complete");
});

test("a queued scan is cancelled at once, a running one is told and keeps what it finished", async () => {
  const first = await queued();
  assert.equal((await cancelScan(first.id)).state, "cancelled");
  assert.equal(await startScan(first.id, "worker-1"), null);
  const report = reportOf({ at: 1, nodes: ["w1"], results: [], outcome: "partial" });
  await assert.rejects(storeScan(first.id, report), { code: "conflict", message: /is cancelled/ });

  const second = await queued();
  await startScan(second.id, "worker-1");
  assert.equal((await cancelScan(second.id)).state, "running");
  assert.deepEqual(await recordProgress(second.id, progress), { cancelRequested: true });
  await storeScan(second.id, report);
  const kept = await getScan(second.id);
  assert.deepEqual([kept.state, kept.nodes, kept.progress], ["partial", { known: 1, checked: 1 }, null]);
  await assert.rejects(cancelScan("nothing"), { code: "not-found" });
});

test("a scan whose worker fell silent is queued again, and failed after three tries", async () => {
  const { id } = await queued();
  const start = new Date();
  const later = new Date(start.getTime() + 60_000);
  await beat("worker-3", { vantage, startedAt: start }, start);
  await startScan(id, "worker-3", start);
  assert.deepEqual((await releaseScansOfDeadWorkers(start)).requeued, []);
  const release = () => releaseScansOfDeadWorkers(later);
  assert.ok((await release()).requeued.includes(id));
  assert.equal((await getScan(id)).state, "queued");
  for (const attempt of [2, 3]) {
    assert.equal((await startScan(id, "worker-4", later))?.attempt, attempt);
    await recordProgress(id, progress);
    const { failed } = await release();
    assert.equal((await getScan(id)).progress, null);
    assert.equal(failed.includes(id), attempt === 3);
  }
  assert.match((await getScan(id)).message ?? "", /ended in the middle of it 3 times/);
});

test("a scan of a silent worker can be taken over, and one that was to end is cancelled", async () => {
  const { id } = await queued();
  await beat("worker-5", { vantage, startedAt: new Date() });
  await startScan(id, "worker-5");
  assert.equal(await startScan(id, "worker-6"), null);
  await leave("worker-5");
  assert.equal((await startScan(id, "worker-6"))?.attempt, 2);
  await recordProgress(id, progress);
  await cancelScan(id);
  await releaseScansOfDeadWorkers(new Date());
  const { state, progress: left } = await getScan(id);
  assert.deepEqual([state, left], ["cancelled", null]);
});

test("a scan that failed shows no progress any more", async () => {
  const { id } = await queued();
  await startScan(id, "worker-1");
  await recordProgress(id, progress);
  await failScan(id, "The API server does not answer.");
  const { state, progress: left } = await getScan(id);
  assert.deepEqual([state, left], ["failed", null]);
});

test("the list shows the newest request first, page by page", async () => {
  const { clusterId, id } = await queued();
  const ids = [id];
  for (let n = 0; n < 4; n += 1) {
    await cancelScan(ids[0] ?? "");
    ids.unshift((await requestScan({ clusterId, profile: "quick", trigger: "manual" })).id);
  }
  const first = await listScans({ clusterId, limit: 3 });
  const second = await listScans({ clusterId, limit: 3, cursor: first.nextCursor ?? "" });
  assert.deepEqual(
    [...first.items, ...second.items].map((scan) => scan.id),
    ids,
  );
  assert.deepEqual([first.total, second.nextCursor], [5, null]);
  await assert.rejects(listScans({ cursor: "garbage" }), { code: "invalid" });
});

async function stored(clusterId: string, report: ReturnType<typeof reportOf>): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report);
  return id;
}

test("two scans are compared result by result", async () => {
  const { id: clusterId } = await addCluster();
  const at = (n: number) => minute(n);
  const a = await stored(
    clusterId,
    reportOf({
      at: 1,
      nodes: ["a", "b", "c", "d", "e"],
      results: [
        judged({ node: "a", verdict: "fail", at: at(1) }),
        judged({ node: "b", verdict: "fail", at: at(1) }),
        judged({ node: "c", verdict: "fail", at: at(1), severity: "low" }),
        judged({ node: "d", verdict: "fail", at: at(1) }),
        judged({ node: "e", verdict: "pass", at: at(1) }),
      ],
    }),
  );
  const b = await stored(
    clusterId,
    reportOf({
      at: 5,
      nodes: ["a", "b", "c", "e"],
      results: [
        judged({ node: "a", verdict: "pass", at: at(5) }),
        judged({ node: "b", verdict: "unknown", at: at(5) }),
        judged({ node: "c", verdict: "fail", at: at(5), severity: "high" }),
        judged({ node: "e", verdict: "fail", at: at(5) }),
      ],
    }),
  );
  const { counts, changes } = await diffScans(a, b);
  assert.deepEqual(counts, { new: 1, fixed: 1, changed: 1, same: 0, "not-comparable": 1, "gone-with-node": 1 });
  assert.deepEqual(
    changes.map((change) => [change.kind, change.node, change.findingId !== null]),
    [
      ["new", "e", true],
      ["fixed", "a", true],
      ["changed", "c", true],
      ["not-comparable", "b", true],
      ["gone-with-node", "d", true],
    ],
  );
  assert.equal(changes[2]?.detail, "severity: low → high");
  assert.match(changes[3]?.detail ?? "", /^Unknown in the second scan: /);
  const self = await diffScans(b, b);
  assert.equal(self.counts.same, 4);
  assert.deepEqual(self.changes, []);
  assert.deepEqual((await getScan(b)).changes, { new: 1, fixed: 1 });
  assert.equal((await getScan(b)).previousScanId, a);
  const other = await stored((await addCluster()).id, reportOf({ at: 1, nodes: ["a"], results: [] }));
  await assert.rejects(diffScans(a, other), { code: "invalid", message: /different clusters/ });
  const waiting = await queued();
  await assert.rejects(diffScans(waiting.id, a), { code: "conflict", message: /is queued/ });
});
