import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Verdict } from "../domain/verdict.ts";
import { query } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { getFinding } from "./finding-detail.ts";
import { listFindings } from "./findings.ts";
import { findNodeByName } from "./nodes.ts";
import { getRecheckGroup, maxGroupFindings, pendingOrders, requestRecheckGroup } from "./recheck-groups.ts";
import { finishRecheck, requestRecheck } from "./rechecks.ts";
import { judged, minute, reportOf, seen } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const readOnly = "kubelet-readonly-port-open";
const exec = "kubelet-anonymous-exec";

/** A cluster whose last scan failed two checks on each of these nodes. */
async function failingCluster(nodes = ["w1", "w10"]) {
  const { id: clusterId } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const results = nodes.flatMap((node) => [
    judged({ node, verdict: "fail", at: minute(1) }),
    judged({ node, verdict: "fail", at: minute(1), checkId: exec, port: 10250, severity: "critical" }),
  ]);
  const observations = nodes.map((node) => seen(node, 10255, "open", minute(1)));
  await storeScan(id, reportOf({ at: 1, nodes, results, observations }));
  const { items } = await listFindings({ cluster: clusterId, limit: 500 });
  return { clusterId, nodes, findings: items };
}

/** What one narrow scan of the whole group brings, by the verdict of its read-only ports. */
function answered(nodes: readonly string[], verdict: Verdict) {
  const results = nodes.flatMap((node) => [
    judged({ node, verdict, at: minute(10) }),
    judged({ node, verdict: "fail", at: minute(10), checkId: exec, port: 10250, severity: "critical" }),
  ]);
  return reportOf({ at: 10, nodes: [...nodes], results });
}

/** Ends every waiting re-check of a group, as the worker does. */
async function finishAll(groupId: string, outcome: Parameters<typeof finishRecheck>[1]) {
  for (const orders of (await pendingOrders(groupId)).values())
    for (const [index, order] of orders.entries())
      await finishRecheck(order.id, outcome, { keepObservations: index === 0 });
}

test("a node's group holds the node's open findings and no other's, and counts what each re-check said", async () => {
  const { clusterId, nodes } = await failingCluster();
  const node = await findNodeByName(clusterId, "w1");
  const group = await requestRecheckGroup({ kind: "node", nodeId: node?.id ?? "" });
  assert.deepEqual([group.title, group.total, group.done, group.failed, group.finishedAt], ["w1", 2, 0, 0, null]);
  const [orders] = [...(await pendingOrders(group.id)).values()];
  assert.deepEqual(orders?.map((order) => [order.node, order.checkId]).sort(), [
    ["w1", exec],
    ["w1", readOnly],
  ]);
  const jobs = await query(
    (database) => database.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from graphile_worker.jobs where task_identifier = 'recheck-group'`,
  );
  assert.ok((jobs[0]?.count ?? 0) > 0, "the worker is told");

  await finishAll(group.id, answered(nodes, "pass"));
  const over = await getRecheckGroup(group.id);
  assert.deepEqual([over.done, over.failed, over.verdicts.pass, over.verdicts.fail], [2, 0, 1, 1]);
  assert.notEqual(over.finishedAt, null);
  const { items } = await listFindings({ cluster: clusterId });
  assert.deepEqual(items.map((row) => `${row.node} ${row.checkId}`).sort(), [
    `w1 ${exec}`,
    `w10 ${exec}`,
    `w10 ${readOnly}`,
  ]);
});

test("progress is seen while only some of a group have ended", async () => {
  const { clusterId, nodes } = await failingCluster();
  const group = await requestRecheckGroup({ kind: "check", checkId: readOnly, clusterId });
  const [first] = [...(await pendingOrders(group.id)).values()].flat();
  await finishRecheck(first?.id ?? "", answered(nodes, "pass"));
  const half = await getRecheckGroup(group.id);
  assert.deepEqual([half.total, half.done, half.verdicts.pass, half.finishedAt], [2, 1, 1, null]);
  assert.equal((await pendingOrders(group.id)).get(clusterId)?.length, 1);
});

test("a check's group reaches every cluster, or the one that is named", async () => {
  const one = await failingCluster(["w1"]);
  const two = await failingCluster(["w1", "w10"]);
  const inOne = await requestRecheckGroup({ kind: "check", checkId: exec, clusterId: one.clusterId });
  assert.deepEqual([inOne.title, inOne.total], [exec, 1]);
  const everywhere = await requestRecheckGroup({ kind: "check", checkId: exec });
  const clusters = [...(await pendingOrders(everywhere.id)).keys()];
  assert.ok(clusters.includes(two.clusterId));
  assert.ok(!clusters.includes(one.clusterId), "what waits already is left to its own group");
});

test("chosen findings are looked at again whatever they are of, resolved ones too", async () => {
  const { findings, nodes } = await failingCluster();
  const [first, second] = findings;
  const ids = [first?.id ?? "", second?.id ?? ""];
  const once = await requestRecheckGroup({ kind: "findings", findingIds: ids });
  assert.deepEqual([once.title, once.total], ["2 findings", 2]);
  await finishAll(once.id, answered(nodes, "pass"));
  const closed = findings.filter(({ checkId }) => checkId === readOnly).map(({ id }) => id);
  const again = await requestRecheckGroup({ kind: "findings", findingIds: closed });
  await finishAll(again.id, answered(nodes, "fail"));
  for (const id of closed) assert.equal((await getFinding(id)).state, "open");
});

test("a finding whose re-check waits is not asked for twice", async () => {
  const { findings } = await failingCluster();
  const [first, second] = findings;
  await requestRecheck(first?.id ?? "");
  const group = await requestRecheckGroup({ kind: "findings", findingIds: [first?.id ?? "", second?.id ?? ""] });
  assert.deepEqual([group.title, group.total], ["1 finding", 1]);
  await assert.rejects(requestRecheckGroup({ kind: "findings", findingIds: [second?.id ?? ""] }), {
    code: "invalid",
    message: /nothing to re-check/,
  });
});

test("a group whose cluster cannot be asked ends with the reason on each finding, and closes none", async () => {
  const { clusterId } = await failingCluster();
  const group = await requestRecheckGroup({ kind: "check", checkId: exec, clusterId });
  await finishAll(group.id, { error: "The API server does not answer." });
  const over = await getRecheckGroup(group.id);
  assert.deepEqual([over.done, over.failed, over.verdicts.fail], [0, 2, 0]);
  assert.notEqual(over.finishedAt, null);
  const { items } = await listFindings({ cluster: clusterId, check: [exec] });
  assert.equal(items.length, 2);
  const { recheck } = await getFinding(items[0]?.id ?? "");
  assert.deepEqual([recheck?.state, recheck?.reason], ["failed", "The API server does not answer."]);
});

test("more findings than one press may look at are refused before anything is queued", async () => {
  const nodes = Array.from({ length: maxGroupFindings + 1 }, (_, index) => `many-${index}`);
  const { id: clusterId } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const checkId = "kubelet-tls-weak";
  const results = nodes.map((node) => judged({ node, verdict: "fail", at: minute(1), checkId }));
  await storeScan(id, reportOf({ at: 1, nodes, results }));
  await assert.rejects(requestRecheckGroup({ kind: "check", checkId, clusterId }), {
    code: "invalid",
    message: /more than 2000 findings/,
  });
  const waiting = await query((database) => database.recheck.count({ where: { clusterId } }));
  assert.equal(waiting, 0);
});

test("what does not exist is said", async () => {
  await assert.rejects(requestRecheckGroup({ kind: "node", nodeId: "nowhere" }), { code: "invalid" });
  await assert.rejects(getRecheckGroup("nothing"), { code: "not-found" });
  assert.equal((await pendingOrders("nothing")).size, 0);
});
