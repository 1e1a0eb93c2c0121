import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeDatabase, getDatabase } from "../client.ts";
import { startTestDatabase } from "../database-fixture.ts";
import { minute } from "../report-fixture.ts";
import {
  acceptance,
  actOn,
  ann,
  ben,
  clusterWith,
  findingOf,
  scanOf,
  standing,
  stateOf,
  story,
  stretches,
  time,
} from "./triage-fixture.ts";
import { undoTriage } from "./undo-triage.ts";

let url: string;
let stop: () => Promise<void>;
before(async () => {
  ({ url, stop } = await startTestDatabase());
});
after(() => stop());

test("an act is taken back after a restart and a scan in between, to what stood before it", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  await actOn(cluster, ["w1"], { kind: "acknowledge" }, ben, 5);
  await actOn(cluster, ["w1"], { kind: "assign", assignee: "Cleo" }, ben, 6);
  const act = await actOn(cluster, ["w1", "w22"], { kind: "accept", acceptance: acceptance() }, ann, 10);
  await scanOf(cluster, 20, { w1: "fail", w22: "fail" });
  await closeDatabase();
  process.env.DATABASE_URL = url;
  const undone = await undoTriage(act.actId ?? "", ben, time(30));
  assert.deepEqual([undone.done, undone.conflicts, undone.skipped], [2, [], []]);
  assert.deepEqual(await standing(cluster, "w1"), {
    ...{ state: "acknowledged", decision: "acknowledged", assignee: "Cleo", accepted: false, version: 4 },
  });
  assert.equal(await stateOf(cluster, "w22"), "open");
  assert.deepEqual(await stretches(cluster, "w22"), ["open 1 10", "accepted 10 30", "open 30 now"]);
  assert.deepEqual(await story(cluster, "w22"), ["opened", "accepted Ann", "acceptance-ended Ben"]);
  const kept = await getDatabase().acceptance.findUniqueOrThrow({ where: { id: act.acceptanceId ?? "" } });
  assert.deepEqual([kept.state, kept.endedReason, kept.endedBy], ["revoked", "Taken back.", "Ben"]);
  const open = await getDatabase().$queryRaw<{ count: number }[]>`
    select count(*)::int as "count" from "AcceptanceMatch" where "acceptanceId" = ${kept.id} and "until" = 'infinity'`;
  assert.equal(open[0]?.count, 0);
  const { undoneBy, undoneAt } = await getDatabase().triageAct.findUniqueOrThrow({ where: { id: act.actId ?? "" } });
  assert.deepEqual([undoneBy, undoneAt?.toISOString()], ["Ben", minute(30)]);
});

test("what somebody changed since stays, and it is told who and when", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const act = await actOn(cluster, ["w1", "w22"], { kind: "acknowledge" }, ann, 10);
  await actOn(cluster, ["w1"], { kind: "reopen" }, ben, 11);
  const undone = await undoTriage(act.actId ?? "", ann, time(12));
  assert.equal(undone.done, 1);
  const [conflict, ...more] = undone.conflicts;
  assert.deepEqual([conflict?.by, conflict?.at, conflict?.state, more], ["Ben", minute(11), "open", []]);
  assert.deepEqual([await stateOf(cluster, "w1"), await stateOf(cluster, "w22")], ["open", "open"]);
});

test("an acceptance that is taken back ends for all that it covers; what others set beside it stays", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const act = await actOn(cluster, ["w1", "w22"], { kind: "accept", acceptance: acceptance() }, ann, 10);
  await actOn(cluster, ["w1"], { kind: "assign", assignee: "Cleo" }, ben, 11);
  const undone = await undoTriage(act.actId ?? "", ann, time(12));
  assert.deepEqual([undone.done, undone.conflicts], [2, []]);
  assert.deepEqual(await standing(cluster, "w1"), {
    ...{ state: "open", decision: null, assignee: "Cleo", accepted: false, version: 3 },
  });
});

test("what an acceptance of a check covered after the act is opened when the act is taken back", async () => {
  const cluster = await clusterWith(["w1"]);
  const check = "kubelet-readonly-port-open";
  const act = await actOn(
    cluster,
    ["w1"],
    { kind: "accept", acceptance: acceptance({ scope: "check", check, cluster }) },
    ann,
    10,
  );
  await scanOf(cluster, 20, { w1: "fail", w22: "fail" });
  assert.equal(await stateOf(cluster, "w22"), "accepted", "a scan put it under the acceptance");
  const undone = await undoTriage(act.actId ?? "", ann, time(30));
  assert.equal(undone.done, 2);
  assert.deepEqual([await stateOf(cluster, "w1"), await stateOf(cluster, "w22")], ["open", "open"]);
});

test("what got fixed meanwhile stays fixed, and comes back as it was before the act", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const accept = await actOn(cluster, ["w1"], { kind: "accept", acceptance: acceptance() }, ann, 10);
  await scanOf(cluster, 20, { w1: "pass", w22: "fail" });
  assert.equal((await undoTriage(accept.actId ?? "", ann, time(25))).done, 1);
  assert.deepEqual(await standing(cluster, "w1"), {
    ...{ state: "resolved", decision: null, assignee: null, accepted: false, version: 2 },
  });
  await scanOf(cluster, 30, { w1: "fail", w22: "fail" });
  assert.equal(await stateOf(cluster, "w1"), "open");
});

test("taking back what ended an acceptance puts the finding under it again, unless it ended for good", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const accept = await actOn(cluster, ["w1", "w22"], { kind: "accept", acceptance: acceptance() }, ann, 10);
  const reopen = await actOn(cluster, ["w1"], { kind: "reopen" }, ben, 11);
  const second = await actOn(cluster, ["w22"], { kind: "reopen" }, ben, 11);
  await undoTriage(reopen.actId ?? "", ann, time(12));
  const { state, acceptanceId } = await findingOf(cluster, "w1");
  assert.deepEqual([state, acceptanceId], ["accepted", accept.acceptanceId]);
  await undoTriage(accept.actId ?? "", ann, time(13));
  assert.equal(await stateOf(cluster, "w1"), "open");
  const late = await undoTriage(second.actId ?? "", ann, time(14));
  assert.deepEqual([late.done, late.skipped], [0, [{ why: "already", count: 1 }]]);
  assert.equal(await stateOf(cluster, "w22"), "open");
});

test("what another acceptance covers as well stays accepted, by that one", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const own = await actOn(cluster, ["w1"], { kind: "accept", acceptance: acceptance() }, ann, 10);
  const whole = { scope: "check" as const, check: "kubelet-readonly-port-open", cluster };
  const check = await actOn(cluster, ["w22"], { kind: "accept", acceptance: acceptance(whole) }, ben, 11);
  await undoTriage(own.actId ?? "", ann, time(12));
  const { state, acceptanceId } = await findingOf(cluster, "w1");
  assert.deepEqual([state, acceptanceId], ["accepted", check.acceptanceId]);
});
