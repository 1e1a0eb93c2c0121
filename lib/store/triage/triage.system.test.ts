import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { AppError } from "../../domain/errors.ts";
import { listChanges } from "../change-feed.ts";
import { getDatabase } from "../client.ts";
import { startTestDatabase } from "../database-fixture.ts";
import { countFindings } from "../find-facets.ts";
import { minute } from "../report-fixture.ts";
import { triageFindings } from "./triage-findings.ts";
import {
  acceptance,
  actOn,
  ann,
  ben,
  chosen,
  clusterWith,
  findingOf,
  scanOf,
  standing,
  story,
  stretches,
  time,
} from "./triage-fixture.ts";
import { undoTriage } from "./undo-triage.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

test("an act moves what was chosen, and its story, stretches, numbers and version say so", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const outcome = await actOn(cluster, ["w1"], { kind: "acknowledge" }, ann, 10);
  assert.deepEqual(
    { ...outcome, actId: typeof outcome.actId },
    {
      ...{ actId: "string", done: 1, conflicts: [], skipped: [], acceptanceId: null },
    },
  );
  assert.deepEqual(await standing(cluster, "w1"), {
    ...{ state: "acknowledged", decision: "acknowledged", assignee: null, accepted: false, version: 1 },
  });
  assert.deepEqual(await story(cluster, "w1"), ["opened", "acknowledged Ann"]);
  assert.deepEqual(await stretches(cluster, "w1"), ["open 1 10", "acknowledged 10 now"]);
  const { triagedAt, triagedBy } = await findingOf(cluster, "w1");
  assert.deepEqual([triagedAt?.toISOString(), triagedBy], [minute(10), "Ann"]);
  await actOn(cluster, ["w1"], { kind: "reopen" }, ben, 11);
  assert.deepEqual(await story(cluster, "w1"), ["opened", "acknowledged Ann", "unacknowledged Ben"]);
  assert.equal((await standing(cluster, "w1")).state, "open");
});

test("an accepted risk leaves the numbers and trends, and the feed lists as many as the trend counts", async () => {
  const cluster = await clusterWith(["w1", "w22", "w333"]);
  const outcome = await actOn(
    cluster,
    ["w1", "w22"],
    { kind: "accept", acceptance: acceptance({ reviewer: " Ben " }) },
    ann,
    10,
  );
  assert.equal(outcome.done, 2);
  assert.equal((await countFindings({ cluster })).high, 1);
  assert.deepEqual(await standing(cluster, "w1"), {
    ...{ state: "accepted", decision: "accepted", assignee: null, accepted: true, version: 1 },
  });
  assert.equal((await findingOf(cluster, "w1")).dueAt, null);
  const kept = await getDatabase().acceptance.findUniqueOrThrow({ where: { id: outcome.acceptanceId ?? "" } });
  assert.deepEqual([kept.clusterId, kept.state, kept.reviewer, kept.createdBy], [cluster, "active", "Ben", "Ann"]);
  const matches = await getDatabase().acceptanceMatch.findMany({ where: { acceptanceId: kept.id } });
  assert.deepEqual(
    new Set(matches.map(({ findingId }) => findingId)),
    new Set([(await findingOf(cluster, "w1")).id, (await findingOf(cluster, "w22")).id]),
  );
  const { evidenceHash, vantageKind } = await findingOf(cluster, "w1");
  assert.ok(matches.every((match) => match.evidenceHash !== "" && match.vantageKind === vantageKind));
  assert.ok(matches.some((match) => match.evidenceHash === evidenceHash));
  const flow = await getDatabase().trendFlow.findFirstOrThrow({
    where: { clusterId: cluster, dimension: "all", kind: "accepted" },
  });
  assert.deepEqual([flow.count, Number(flow.seconds)], [2, 2 * 9 * 60]);
  const feed = await listChanges({ cluster, kind: ["accepted"] });
  assert.deepEqual([feed.total, feed.items[0]?.by], [flow.count, "Ann"]);
  assert.match(feed.items[0]?.message ?? "", /^Risk accepted until 2026-11-02: The lab has no route out\.$/);
});

test("what an act does not apply to is counted with why, and nothing of it is written", async () => {
  const cluster = await clusterWith(["w1", "w22", "w333", "w4444"]);
  await actOn(cluster, ["w1"], { kind: "acknowledge" }, ann, 5);
  await actOn(cluster, ["w22"], { kind: "accept", acceptance: acceptance() }, ann, 5);
  await scanOf(cluster, 8, { w1: "fail", w22: "fail", w333: "pass", w4444: "fail" });
  const all = await chosen(cluster, "w1", "w22", "w333", "w4444");
  if (all.kind === "findings") all.items.push({ id: "nothing", version: 0 });
  const outcome = await triageFindings({ kind: "acknowledge" }, all, ben, time(10));
  assert.equal(outcome.done, 1);
  assert.deepEqual(
    new Map(outcome.skipped.map(({ why, count }) => [why, count])),
    new Map([
      ["already", 1],
      ["decided", 1],
      ["resolved", 1],
      ["gone", 1],
    ]),
  );
  const again = await actOn(cluster, ["w1"], { kind: "acknowledge" }, ben, 11);
  assert.deepEqual([again.actId, again.done], [null, 0]);
});

test("of findings that somebody changed since it is told who and when; the others are done", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const seen = await chosen(cluster, "w1", "w22");
  await actOn(cluster, ["w1"], { kind: "assign", assignee: " Platform \n team " }, ann, 9);
  assert.equal((await findingOf(cluster, "w1")).assignee, "Platform team");
  const outcome = await triageFindings({ kind: "acknowledge" }, seen, ben, time(10));
  assert.equal(outcome.done, 1);
  const { id, headline } = await findingOf(cluster, "w1");
  assert.deepEqual(outcome.conflicts, [
    { findingId: id, headline, by: "Ann", at: minute(9), state: "open", version: 1 },
  ]);
  assert.equal((await standing(cluster, "w1")).state, "open");
});

test("a filter that matches other findings than were told changes nothing and names both numbers", async () => {
  const cluster = await clusterWith(["w1", "w22"]);
  const query = { cluster };
  await assert.rejects(
    triageFindings({ kind: "acknowledge" }, { kind: "filter", query, total: 3 }, ann, time(10)),
    (error: AppError) => error.code === "conflict" && /3 findings/.test(error.message) && /2 now/.test(error.message),
  );
  assert.equal((await countFindings({ cluster, state: ["open"] })).high, 2);
  const outcome = await triageFindings({ kind: "acknowledge" }, { kind: "filter", query, total: 2 }, ann, time(10));
  assert.equal(outcome.done, 2);
  await assert.rejects(
    triageFindings({ kind: "reopen" }, { kind: "filter", query: { cluster, at: minute(3) }, total: 2 }, ann),
    /past time/,
  );
});

test("an acceptance of a check covers what was not chosen too, and one by selector no more than it selects", async () => {
  const cluster = await clusterWith(["w1", "w22", "x1"]);
  const check = "kubelet-readonly-port-open";
  const selector = { scope: "selector" as const, check, cluster, selector: "node:w* role:worker" };
  const outcome = await actOn(cluster, ["w1", "x1"], { kind: "accept", acceptance: acceptance(selector) }, ann, 10);
  assert.deepEqual([outcome.done, outcome.skipped], [2, [{ why: "not-covered", count: 1 }]]);
  assert.equal((await standing(cluster, "w22")).state, "accepted");
  assert.equal((await standing(cluster, "x1")).state, "open");
  const whole = await triageFindings(
    {
      kind: "false-positive",
      acceptance: acceptance({ scope: "check", check, cluster, expiresAt: null, proof: "The port is a decoy." }),
    },
    { kind: "findings", items: [] },
    ann,
    time(11),
  );
  assert.equal(whole.done, 1, "only what is open falls under it by itself");
  assert.equal((await standing(cluster, "x1")).state, "false-positive");
});

test("what a person cannot ask for is said in a sentence", async () => {
  const cluster = await clusterWith(["w1"]);
  const target = await chosen(cluster, "w1");
  const refused = async (
    fields: Parameters<typeof acceptance>[0],
    sentence: RegExp,
    kind: "accept" | "false-positive" = "accept",
  ) => assert.rejects(triageFindings({ kind, acceptance: acceptance(fields) }, target, ann, time(10)), sentence);
  await refused({ reason: "because" }, /at least 10 characters/);
  await refused({ expiresAt: minute(9) }, /in the future/);
  await refused({ expiresAt: minute(400 * 24 * 60) }, /within a year/);
  await refused({ expiresAt: null }, /until a day/);
  await refused({ reviewer: "ann" }, /somebody else/);
  await refused({}, /proof must say/, "false-positive");
  await refused({ scope: "check" }, /names the check/);
  await refused({ scope: "selector", selector: "nod:w1" }, /"nod" cannot be read.*node/);
  await refused({ scope: "selector", selector: "state:open" }, /"state" cannot be selected by/);
  await refused({ scope: "check", check: "kubelet-readonly-port-open", cluster: "nowhere" }, /no cluster/);
  await assert.rejects(triageFindings({ kind: "due", at: minute(1) }, target, ann, time(10)), /in the future/);
  await assert.rejects(triageFindings({ kind: "assign", assignee: "x".repeat(101) }, target, ann), /100 characters/);
  const open = { openFrom: ["worker-node" as const], evidenceChanges: false };
  const outcome = await triageFindings(
    { kind: "accept", acceptance: acceptance({ condition: open }) },
    target,
    ann,
    time(10),
  );
  assert.deepEqual(
    [outcome.done, outcome.skipped, outcome.acceptanceId],
    [0, [{ why: "open-from-there", count: 1 }], null],
  );
  assert.equal(await getDatabase().acceptance.count({ where: { clusterId: cluster } }), 0);
  assert.deepEqual(await story(cluster, "w1"), ["opened"]);
});

test("a due date of a person's own stands for the policy's, and goes when it is taken away", async () => {
  const cluster = await clusterWith(["w1"]);
  const due = async () => (await findingOf(cluster, "w1")).dueAt?.toISOString();
  const byPolicy = await due();
  assert.equal(byPolicy, new Date(time(1).getTime() + 30 * 24 * 60 * 60 * 1000).toISOString());
  await actOn(cluster, ["w1"], { kind: "due", at: minute(5000) }, ann, 10);
  assert.equal(await due(), minute(5000));
  await actOn(cluster, ["w1"], { kind: "due", at: null }, ann, 11);
  assert.equal(await due(), byPolicy);
  assert.deepEqual(await story(cluster, "w1"), ["opened", "due-changed Ann", "due-changed Ann"]);
});

test("an act that lies before what a scan is known to have seen comes after it all the same", async () => {
  const cluster = await clusterWith(["w1"]);
  await actOn(cluster, ["w1"], { kind: "acknowledge" }, ann, 0);
  const [before = "", after = ""] = await stretches(cluster, "w1");
  assert.match(before, /^open 1 2\./);
  assert.match(after, /^acknowledged 2\.\d+ now$/);
});

test("taking back an act twice says that it was done, by whom", async () => {
  const cluster = await clusterWith(["w1"]);
  const { actId } = await actOn(cluster, ["w1"], { kind: "acknowledge" }, ann, 10);
  assert.equal((await undoTriage(actId ?? "", ben, time(11))).done, 1);
  assert.equal((await standing(cluster, "w1")).state, "open");
  await assert.rejects(undoTriage(actId ?? "", ann, time(12)), /taken back already, by Ben/);
  await assert.rejects(undoTriage("nothing", ann), /no act/);
});
