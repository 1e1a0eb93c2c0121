import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { severities } from "../../domain/severity.ts";
import type { SlaDays } from "../../domain/triage.ts";
import { findAcceptance } from "../acceptances/list-acceptances.ts";
import { getDatabase } from "../client.ts";
import { startTestDatabase } from "../database-fixture.ts";
import { minute } from "../report-fixture.ts";
import { extendAcceptance, reviewAcceptance, revokeAcceptance } from "./acceptance-acts.ts";
import { listSlaPolicies, setSlaPolicy } from "./sla-policies.ts";
import { triageFindings } from "./triage-findings.ts";
import {
  acceptance,
  ann,
  ben,
  chosen,
  clusterWith,
  findingOf,
  scanOf,
  standing,
  story,
  time,
} from "./triage-fixture.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

async function accepted(nodes = ["w1"]) {
  const cluster = await clusterWith(nodes);
  const target = await chosen(cluster, ...nodes);
  const act = await triageFindings({ kind: "accept", acceptance: acceptance() }, target, ann, time(10));
  return { cluster, seen: { id: act.acceptanceId ?? "", version: 1 } };
}

test("whoever made an acceptance cannot be the one who reviews it", async () => {
  const { seen } = await accepted();
  await assert.rejects(reviewAcceptance(seen, ann, time(11)), /somebody else reviews it/);
  await assert.rejects(reviewAcceptance(seen, { id: "other", name: "ANN " }, time(11)), /somebody else/);
  assert.equal((await reviewAcceptance(seen, ben, time(11))).version, 2);
  const row = await findAcceptance(seen.id, time(12));
  assert.deepEqual([row?.reviewer, row?.reviewedAt], ["Ben", minute(11)]);
  await assert.rejects(reviewAcceptance(seen, ben, time(12)), /now version 2, you saw 1/);
});

test("another day needs a reason and another review; it is no longer than a year", async () => {
  const { seen } = await accepted();
  await reviewAcceptance(seen, ben, time(11));
  const now = { ...seen, version: 2 };
  await assert.rejects(
    extendAcceptance(now, { expiresAt: minute(600_000), reason: "Still closed." }, ann, time(12)),
    /within a year/,
  );
  await assert.rejects(extendAcceptance(now, { expiresAt: minute(5000), reason: "So." }, ann, time(12)), /at least 10/);
  await extendAcceptance(now, { expiresAt: minute(5000), reason: "The lab is still closed." }, ann, time(12));
  const row = await findAcceptance(seen.id, time(13));
  assert.deepEqual([row?.expiresAt, row?.reviewedAt, row?.version], [minute(5000), null, 3]);
  assert.match(
    row?.reason ?? "",
    /no route out\.\n\nUntil 2026-11-04, said Ann on 2026-11-01: The lab is still closed\.$/,
  );
});

test("what an acceptance covered is open again when it is revoked, and once only", async () => {
  const { cluster, seen } = await accepted(["w1", "w22"]);
  await scanOf(cluster, 20, { w1: "fail", w22: "pass" });
  assert.deepEqual(await revokeAcceptance(seen, "The lab was opened.", ben, time(30)), { released: 2 });
  assert.equal((await standing(cluster, "w1")).state, "open");
  assert.deepEqual(await standing(cluster, "w22"), {
    ...{ state: "resolved", decision: null, assignee: null, accepted: false, version: 2 },
  });
  assert.deepEqual(await story(cluster, "w1"), ["opened", "accepted Ann", "acceptance-ended Ben"]);
  const row = await findAcceptance(seen.id);
  assert.deepEqual([row?.standing, row?.endedBy, row?.endedReason], ["revoked", "Ben", "Revoked: The lab was opened."]);
  await assert.rejects(revokeAcceptance(seen, "Again please.", ben), /has ended already \(revoked by Ben/);
  await assert.rejects(revokeAcceptance({ id: "nothing", version: 1 }, "None.", ben), /no acceptance/);
});

const days = (high: number | null): SlaDays => ({ critical: 7, high, medium: 90, low: 180, info: null });
const dueIn = async (cluster: string, node = "w1") => {
  const { dueAt, failingSince } = await findingOf(cluster, node);
  return dueAt === null ? null : (dueAt.getTime() - (failingSince?.getTime() ?? 0)) / 86_400_000;
};

test("other days to repair date what is open anew; a cluster's own go before those of all", async () => {
  const [own, other] = [await clusterWith(["w1", "w22"]), await clusterWith(["w1"])];
  const set = minute(70_000);
  await triageFindings({ kind: "due", at: set }, await chosen(own, "w22"), ann, time(10));
  assert.equal(await dueIn(own), 30);
  await setSlaPolicy(own, days(5), ann, time(11));
  assert.deepEqual([await dueIn(own), await dueIn(other)], [5, 30]);
  assert.equal((await findingOf(own, "w22")).dueAt?.toISOString(), set, "a date of its own stays");
  await setSlaPolicy("", days(10), ben, time(12));
  assert.deepEqual([await dueIn(own), await dueIn(other)], [5, 10]);
  const [every, cluster] = await listSlaPolicies();
  assert.deepEqual([every?.clusterId, every?.updatedBy, every?.days.high], ["", "Ben", 10]);
  assert.deepEqual([cluster?.clusterId, cluster?.days], [own, days(5)]);
  await setSlaPolicy(own, days(null), ann, time(13));
  assert.equal(await dueIn(own), null, "no date, and not that of all");
  await setSlaPolicy(own, null, ann, time(14));
  assert.equal(await dueIn(own), 10);
  await setSlaPolicy("", days(30), ann, time(15));
});

test("days that are none are refused, and a cluster that is no more", async () => {
  const cluster = await clusterWith(["w1"]);
  await assert.rejects(setSlaPolicy(cluster, days(0), ann), /high must be whole days/);
  await assert.rejects(setSlaPolicy(cluster, days(1.5), ann), /high must be whole days/);
  await assert.rejects(setSlaPolicy("nothing", days(5), ann), /no cluster/);
  await assert.rejects(setSlaPolicy("", null, ann), /cannot be taken away/);
  assert.equal(await getDatabase().slaPolicy.count({ where: { clusterId: "nothing" } }), 0);
  assert.equal(severities.length, await getDatabase().slaPolicy.count({ where: { clusterId: "" } }));
});
