import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Verdict } from "../../domain/verdict.ts";
import { applyRetention } from "../apply-retention.ts";
import { closeDatabase, getDatabase } from "../client.ts";
import { deleteCluster } from "../clusters.ts";
import { addCluster, startTestDatabase } from "../database-fixture.ts";
import { finishRecheck, requestRecheck, startRecheck } from "../rechecks.ts";
import { removeDemoData } from "../remove-demo-data.ts";
import { judged, minute, reportOf } from "../report-fixture.ts";
import { dayOf, scanned } from "../retention-fixture.ts";
import { setPolicy } from "../retention-policies.ts";
import { addComment, listComments } from "./comments.ts";
import { acceptance, actOn, ann, ben, clusterWith, findingOf, scanOf, stateOf, time } from "./triage-fixture.ts";

let url: string;
let stop: () => Promise<void>;
before(async () => {
  ({ url, stop } = await startTestDatabase());
});
after(() => stop());

/** A finding with all that a person can say of it, beside one that nobody touched. */
async function decided(): Promise<string> {
  const cluster = await clusterWith(["w1", "w22"]);
  await actOn(cluster, ["w1"], { kind: "assign", assignee: "Cleo" }, ann, 3);
  await actOn(cluster, ["w1"], { kind: "due", at: minute(9000) }, ann, 3);
  await actOn(
    cluster,
    ["w1"],
    { kind: "accept", acceptance: acceptance({ expiresAt: dayOf(300).toISOString() }) },
    ann,
    4,
  );
  await addComment((await findingOf(cluster, "w1")).id, "The lab is closed.\nSee the ticket.", ben, time(5));
  return cluster;
}

/** Everything that was decided, as it must stand for ever. */
async function told(cluster: string, node = "w1") {
  const { id, dueOverride, triagedBy, comments, acceptanceId, ...row } = await findingOf(cluster, node);
  const texts = (await listComments(id, ben)).map(({ body, by, own }) => [body, by, own]);
  const { decision, assignee, triageVersion } = row;
  return {
    decision,
    assignee,
    triageVersion,
    triagedBy,
    comments,
    texts,
    acceptanceId,
    due: dueOverride?.toISOString(),
  };
}

async function rechecked(cluster: string, at: number, verdict: Verdict): Promise<void> {
  const { id } = await requestRecheck((await findingOf(cluster, "w1")).id);
  await startRecheck(id, "worker-1");
  await finishRecheck(id, reportOf({ at, nodes: ["w1"], results: [judged({ node: "w1", verdict, at: minute(at) })] }));
}

test("scans, re-checks and a restart leave all that a person decided as it is", async () => {
  const cluster = await decided();
  const before = await told(cluster);
  assert.equal(before.texts.length, 1);
  for (const at of [20, 40]) await scanOf(cluster, at, { w1: "fail", w22: "fail" });
  await scanOf(cluster, 60, { w1: "unknown", w22: "fail" });
  await rechecked(cluster, 80, "fail");
  await closeDatabase();
  process.env.DATABASE_URL = url;
  await scanOf(cluster, 100, { w1: "fail", w22: "fail" });
  assert.deepEqual(await told(cluster), before);
  assert.equal(await stateOf(cluster), "accepted");
});

test("a fix and a return leave what was accepted accepted, under the same acceptance; what was acknowledged is open", async () => {
  const cluster = await decided();
  await actOn(cluster, ["w22"], { kind: "acknowledge" }, ann, 6);
  const before = await told(cluster);
  await rechecked(cluster, 20, "pass");
  assert.equal(await stateOf(cluster), "resolved");
  await scanOf(cluster, 30, { w1: "pass", w22: "pass" });
  assert.deepEqual(await told(cluster), before);
  await scanOf(cluster, 40, { w1: "fail", w22: "fail" });
  assert.deepEqual(await told(cluster), before);
  assert.equal(await stateOf(cluster), "accepted");
  assert.equal(await stateOf(cluster, "w22"), "open");
});

test("a node that is renamed, or away for a time, keeps what was decided of it", async () => {
  const cluster = await decided();
  const before = await told(cluster);
  const renamed = reportOf({
    at: 20,
    nodes: ["renamed", "w22"],
    results: [
      judged({ node: "renamed", uid: "uid-w1", verdict: "fail", at: minute(20) }),
      judged({ node: "w22", verdict: "fail", at: minute(20) }),
    ],
  });
  for (const node of renamed.nodes) if (node.name === "renamed") node.uid = "uid-w1";
  await scanned(cluster, renamed);
  assert.deepEqual(await told(cluster, "renamed"), before);
  assert.equal(await stateOf(cluster, "renamed"), "accepted");
  await scanOf(cluster, 30, { w22: "fail" });
  assert.equal(await stateOf(cluster, "renamed"), "resolved", "gone with its node");
  await scanOf(cluster, 40, { w1: "fail", w22: "fail" });
  assert.deepEqual(await told(cluster), before);
  assert.equal(await stateOf(cluster), "accepted");
});

test("retention keeps a decided finding with its acceptance, its comments and the act, however old", async () => {
  const cluster = await decided();
  const before = await told(cluster);
  await scanOf(cluster, 20, { w1: "pass", w22: "pass" });
  await setPolicy({ clusterId: cluster, intervals: 1, findings: 1, evidence: 1, rollups: null });
  assert.equal((await applyRetention(dayOf(100))).done, true);
  assert.equal(await getDatabase().finding.count({ where: { clusterId: cluster } }), 1, "the other is forgotten");
  assert.deepEqual(await told(cluster), before);
  const { acceptanceId } = await findingOf(cluster, "w1");
  assert.equal(await getDatabase().acceptance.count({ where: { id: acceptanceId ?? "", state: "active" } }), 1);
  const { id } = await findingOf(cluster, "w1");
  assert.equal(await getDatabase().triageActItem.count({ where: { findingId: id } }), 3);
});

/** Rows of a cluster in every table that triage writes. */
async function rowsOf(clusterId: string): Promise<number[]> {
  const counts = ["AcceptanceMatch", "FindingComment", "SlaPolicy", "Acceptance"].map(async (table) => {
    const rows = await getDatabase().$queryRawUnsafe<{ count: number }[]>(
      `select count(*)::int as "count" from "${table}" where "clusterId" = $1`,
      clusterId,
    );
    return rows[0]?.count ?? -1;
  });
  return Promise.all(counts);
}

test("a cluster that is removed, and the demo's data, take all of it with them and nothing of others", async () => {
  const [own, gone] = [await decided(), await decided()];
  const before = await rowsOf(own);
  const acts = await getDatabase().triageAct.count();
  await deleteCluster(gone);
  assert.deepEqual(await rowsOf(gone), [0, 0, 0, 0]);
  assert.deepEqual(await rowsOf(own), before);
  assert.equal(await getDatabase().triageAct.count(), acts - 3, "acts of which nothing is left");
  const { id: demo } = await addCluster({ isDemo: true });
  await scanOf(demo, 1, { w1: "fail" });
  const check = { scope: "check" as const, check: "kubelet-readonly-port-open", cluster: null };
  const both = await actOn(
    demo,
    ["w1"],
    { kind: "accept", acceptance: acceptance({ ...check, expiresAt: dayOf(200).toISOString() }) },
    ann,
    10,
  );
  assert.ok(both.done >= 2, "it covers the cluster that stays too");
  await removeDemoData();
  assert.deepEqual(await rowsOf(demo), [0, 0, 0, 0]);
  assert.equal(await getDatabase().acceptance.count({ where: { id: both.acceptanceId ?? "" } }), 1);
});
