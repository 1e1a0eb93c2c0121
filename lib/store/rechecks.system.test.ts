import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Verdict } from "../domain/verdict.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { getFinding } from "./finding-detail.ts";
import { listFindings } from "./findings.ts";
import { findNodeByName, getNode } from "./nodes.ts";
import { finishRecheck, getRecheck, requestRecheck, startRecheck } from "./rechecks.ts";
import { judged, minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { releaseScansOfDeadWorkers, startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const nodes = ["w1", "w10"];

/** A cluster whose last scan found port 10255 of both nodes open. */
async function failingCluster() {
  const { id: clusterId } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const results = nodes.map((node) => judged({ node, verdict: "fail", at: minute(1) }));
  const observations = nodes.map((node) => seen(node, 10255, "open", minute(1)));
  await storeScan(id, reportOf({ at: 1, nodes, results, observations }));
  const { items } = await listFindings({ cluster: clusterId, node: "w1" });
  return { clusterId, finding: items[0] ?? assert.fail("no finding") };
}

/** What a narrow scan of w1 brings; it judged w10 on the way, which nobody asked for. */
function narrow(verdict: Verdict, at = 10) {
  const results = [
    judged({ node: "w1", verdict, at: minute(at) }),
    judged({ node: "w10", verdict: "pass", at: minute(at) }),
  ];
  const observations = verdict === "fail" ? [seen("w1", 10255, "open", minute(at))] : [];
  return reportOf({ at, nodes: ["w1"], results, observations, sweeps: [swept("w1", "10255", 1, minute(at))] });
}

test("a re-check that passes closes its finding, keeps the proof before and after, and touches no other", async () => {
  const { clusterId, finding } = await failingCluster();
  const asked = await requestRecheck(finding.id);
  assert.equal(asked.state, "queued");
  assert.equal((await requestRecheck(finding.id)).id, asked.id);
  const order = await startRecheck(asked.id, "worker-1");
  assert.deepEqual([order?.checkId, order?.node, order?.fingerprint], [finding.checkId, "w1", finding.fingerprint]);

  const done = await finishRecheck(asked.id, narrow("pass"));
  assert.deepEqual([done.state, done.verdict, done.reason], ["done", "pass", "pass on w1"]);
  const fixed = await getFinding(finding.id);
  assert.deepEqual([fixed.state, fixed.resolution, fixed.resolvedAt], ["resolved", "fixed", minute(10)]);
  assert.equal(fixed.evidence[0]?.received, "pass");
  assert.equal(fixed.previousEvidence[0]?.received, "open");
  assert.deepEqual(fixed.events.map(({ kind }) => kind).sort(), ["opened", "rechecked", "resolved"]);
  assert.equal(fixed.recheck?.id, asked.id);
  assert.deepEqual(
    (await listFindings({ cluster: clusterId })).items.map((row) => row.node),
    ["w10"],
  );
  const node = await getNode((await findNodeByName(clusterId, "w1"))?.id ?? "");
  assert.deepEqual(
    [node.openPorts, node.sections.kubelet, node.observations.map(({ state }) => state)],
    [0, "closed", ["closed"]],
  );
});

test("a re-check that fails confirms the finding with new proof", async () => {
  const { finding } = await failingCluster();
  const { id } = await requestRecheck(finding.id);
  await startRecheck(id, "worker-1");
  await finishRecheck(id, narrow("fail"));
  const confirmed = await getFinding(finding.id);
  assert.deepEqual([confirmed.state, confirmed.lastCheckedAt, confirmed.failingSince], ["open", minute(10), minute(1)]);
  assert.equal(confirmed.evidence[0]?.at, minute(10));
  assert.match(confirmed.events[0]?.message ?? "", /^Re-checked: still failing\./);
});

test("a re-check that could not look leaves the finding open and says why", async () => {
  const { finding } = await failingCluster();
  const { id } = await requestRecheck(finding.id);
  await startRecheck(id, "worker-1");
  const failed = await finishRecheck(id, { error: "The API server does not answer." });
  assert.deepEqual([failed.state, failed.verdict, failed.reason], ["failed", null, "The API server does not answer."]);
  const still = await getFinding(finding.id);
  assert.deepEqual([still.state, still.verdict, still.events[0]?.kind], ["open", "fail", "rechecked"]);
  assert.equal((await finishRecheck(id, narrow("pass"))).state, "failed");
  assert.equal((await getFinding(finding.id)).state, "open");
});

test("a report that did not judge the subject fails the re-check instead of closing anything", async () => {
  const { finding } = await failingCluster();
  const { id } = await requestRecheck(finding.id);
  const failed = await finishRecheck(id, reportOf({ at: 10, nodes: ["w10"], results: [] }));
  assert.deepEqual([failed.state, failed.reason], ["failed", "The scan did not judge this subject."]);
  assert.equal((await getFinding(finding.id)).state, "open");
});

test("a scan that looked before a re-check does not reopen what the re-check closed", async () => {
  const { clusterId, finding } = await failingCluster();
  const scan = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(scan.id, "worker-1");
  const { id } = await requestRecheck(finding.id);
  await finishRecheck(id, narrow("pass", 10));
  const results = [judged({ node: "w1", verdict: "fail", at: minute(8) })];
  await storeScan(scan.id, { ...reportOf({ at: 8, nodes, results }), finishedAt: minute(12) });
  assert.equal((await getFinding(finding.id)).state, "resolved");
});

test("a re-check whose worker died is failed with a sentence, so that another can be asked for", async () => {
  const { finding } = await failingCluster();
  const { id } = await requestRecheck(finding.id);
  await startRecheck(id, "worker-that-never-beat");
  await releaseScansOfDeadWorkers(new Date());
  assert.match((await getRecheck(id)).reason ?? "", /worker ended in the middle/);
  assert.notEqual((await requestRecheck(finding.id)).id, id);
});

test("what does not exist is not found", async () => {
  await assert.rejects(requestRecheck("nothing"), { code: "not-found" });
  await assert.rejects(getRecheck("nothing"), { code: "not-found" });
  await assert.rejects(finishRecheck("nothing", { error: "x" }), { code: "not-found" });
  await assert.rejects(getFinding("nothing"), { code: "not-found" });
  assert.equal(await startRecheck("nothing", "worker-1"), null);
});
