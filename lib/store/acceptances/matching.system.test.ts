import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase } from "../client.ts";
import { addCluster, startTestDatabase } from "../database-fixture.ts";
import { minute } from "../report-fixture.ts";
import { triageFindings } from "../triage/triage-findings.ts";
import {
  accept,
  acceptanceRow,
  ada,
  checkId,
  days,
  findingsOf,
  look,
  office,
  statesOf,
  toldOf,
} from "./acceptance-fixture.ts";
import { endAcceptances } from "./end-acceptances.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

test("what comes later and is covered becomes accepted, in the name and with the reason of its maker", async () => {
  const { id } = await addCluster();
  const other = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  const { acceptanceId } = await accept(id, 3, { scope: "check", check: checkId, cluster: id });
  await look(id, { at: 5, failing: ["w1", "w22"] });
  await look(other.id, { at: 5, failing: ["w1"] });
  assert.deepEqual(await statesOf(id), ["w1 accepted", "w22 accepted"]);
  assert.deepEqual(await statesOf(other.id), ["w1 open"]);
  const [, w22] = await findingsOf(id);
  assert.deepEqual([w22?.decision, w22?.acceptanceId], ["accepted", acceptanceId]);
  const [, told = ""] = await toldOf(id);
  assert.match(told, /^accepted by Ada: .*The network closes this port for us\.$/);
  const matches = await getDatabase().acceptanceMatch.count({ where: { acceptanceId } });
  assert.equal(matches, 2);
  const spans = await getDatabase().findingSpan.findMany({
    where: { findingId: w22?.id ?? "" },
    orderBy: { since: "asc" },
  });
  assert.deepEqual(spans.map(({ state }) => state).at(-1), "accepted");
});

test("of every cluster, and of other checks nothing", async () => {
  const [one, two] = [await addCluster(), await addCluster()];
  await look(one.id, { at: 1, failing: ["w1"] });
  const { acceptanceId } = await accept(one.id, 3, { scope: "check", check: checkId, cluster: null });
  // It ended before the acceptance was made, and is stored after it.
  await look(two.id, { at: 1, failing: ["w1"] });
  assert.deepEqual(await statesOf(two.id), ["w1 accepted"]);
  const three = await addCluster();
  const result = { checkId: "other-check", fingerprint: "another" };
  await look(three.id, { at: 7, failing: ["w1"], result });
  assert.deepEqual(await statesOf(three.id), ["w1 open"]);
  await getDatabase().acceptance.update({ where: { id: acceptanceId }, data: { state: "revoked" } });
});

test("a selector covers the nodes that it names and no others", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  await accept(id, 3, { scope: "selector", check: checkId, cluster: id, selector: "node:w1*" });
  await look(id, { at: 5, failing: ["w1", "w10", "x2"] });
  assert.deepEqual(await statesOf(id), ["w1 accepted", "w10 accepted", "x2 open"]);
});

test("a chosen finding's acceptance covers no other", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  await accept(id, 3);
  await look(id, { at: 5, failing: ["w1", "w2"] });
  assert.deepEqual(await statesOf(id), ["w1 accepted", "w2 open"]);
});

test("what a person took out of an acceptance stays out, whatever later scans see", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1", "w2"] });
  await accept(id, 3, { scope: "check", check: checkId, cluster: id });
  const [w1] = await findingsOf(id);
  const items = [{ id: w1?.id ?? "", version: w1?.version ?? 0 }];
  await triageFindings({ kind: "reopen" }, { kind: "findings", items }, ada, new Date(minute(4)));
  await look(id, { at: 5, failing: ["w1", "w2"] });
  await look(id, { at: 7, passing: ["w1"], failing: ["w2"] });
  await look(id, { at: 9, failing: ["w1", "w2"] });
  assert.deepEqual(await statesOf(id), ["w1 open", "w2 accepted"]);
});

test("what was fixed and comes back is accepted while the acceptance holds, and open once it ran out", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  await accept(id, 3, { expiresAt: minute(20) });
  await look(id, { at: 5, passing: ["w1"] });
  await look(id, { at: 7, failing: ["w1"] });
  assert.deepEqual(await statesOf(id), ["w1 accepted"]);
  await look(id, { at: 9, passing: ["w1"] });
  await endAcceptances(new Date(minute(21)));
  assert.deepEqual(await statesOf(id), ["w1 resolved"]);
  await look(id, { at: 23, failing: ["w1"] });
  assert.deepEqual(await statesOf(id), ["w1 open"]);
});

test("nothing is put under an acceptance whose time is over, even before it was ended", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  await accept(id, 3, { scope: "check", check: checkId, cluster: id, expiresAt: minute(5) });
  await look(id, { at: 9, failing: ["w1", "w2"] });
  assert.deepEqual(await statesOf(id), ["w1 accepted", "w2 open"]);
});

test("what a condition speaks against is not taken in", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, passing: ["w1"], failing: ["w2"], vantage: office, open: [10_255] });
  const condition = { openFrom: ["other-network" as const], evidenceChanges: false };
  const { acceptanceId } = await accept(id, 3, { scope: "check", check: checkId, cluster: id, condition });
  await look(id, { at: 5, failing: ["w1", "w2"] });
  assert.deepEqual(await statesOf(id), ["w1 open", "w2 accepted"]);
  assert.equal((await acceptanceRow(acceptanceId)).state, "active");
});

test("a false positive covers what comes later as what it is", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  await accept(id, 3, { kind: "false-positive", scope: "check", check: checkId, cluster: id, expiresAt: null });
  await look(id, { at: 5, failing: ["w1", "w2"] });
  assert.deepEqual(await statesOf(id), ["w1 false-positive", "w2 false-positive"]);
  await endAcceptances(days(4_000));
  assert.deepEqual(await statesOf(id), ["w1 false-positive", "w2 false-positive"]);
});
