import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listChanges } from "../change-feed.ts";
import { closeDatabase, getDatabase } from "../client.ts";
import { addCluster, startTestDatabase } from "../database-fixture.ts";
import { minute } from "../report-fixture.ts";
import { extendAcceptance, revokeAcceptance } from "../triage/acceptance-acts.ts";
import { accept, acceptanceRow, ada, checkId, days, findingsOf, look, statesOf, toldOf } from "./acceptance-fixture.ts";
import { endAcceptances } from "./end-acceptances.ts";
import { warnAcceptances } from "./warn-acceptances.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

test("what runs out is open again, said once, whatever number of workers asks at once", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1", "w2"] });
  const { acceptanceId } = await accept(id, 3, { expiresAt: minute(10) });
  assert.deepEqual(await endAcceptances(new Date(minute(9))), []);
  const rounds = await Promise.all([1, 2, 3].map(() => endAcceptances(new Date(minute(11)))));
  assert.deepEqual(rounds.flat(), [{ id: acceptanceId, findings: 2 }]);
  assert.deepEqual(await statesOf(id), ["w1 open", "w2 open"]);
  const ended = (await toldOf(id)).filter((line) => line.startsWith("acceptance-ended"));
  assert.deepEqual(ended, Array(2).fill("acceptance-ended: The acceptance ran out on 1 Nov 2026 00:10 UTC."));
  const { state, endedAt, endedBy } = await acceptanceRow(acceptanceId);
  assert.deepEqual([state, endedAt?.toISOString(), endedBy], ["expired", minute(11), null]);
  const spans = await getDatabase().findingSpan.findMany({ where: { clusterId: id }, orderBy: { since: "asc" } });
  assert.deepEqual(
    spans.map((span) => span.state),
    ["open", "open", "accepted", "accepted", "open", "open"],
  );
});

test("a worker that comes back after days ends what ran out meanwhile", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  await accept(id, 3, { expiresAt: minute(10) });
  await closeDatabase();
  await endAcceptances(days(7));
  assert.deepEqual(await statesOf(id), ["w1 open"]);
  await look(id, { at: 15, failing: ["w1"] });
  assert.deepEqual(await statesOf(id), ["w1 open"], "a scan that is stored late changes nothing of it");
});

test("an end and a scan at the same time leave one of two orders, and nothing accepted", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  await accept(id, 3, { scope: "check", check: checkId, cluster: id, expiresAt: minute(5) });
  await Promise.all([
    endAcceptances(new Date(minute(9))),
    look(id, { at: 8, failing: ["w1", "w2"] }),
    endAcceptances(new Date(minute(9))),
  ]);
  assert.deepEqual(await statesOf(id), ["w1 open", "w2 open"]);
});

test("what another acceptance covers as well stays accepted, by that one", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  await accept(id, 3, { expiresAt: minute(10) });
  await look(id, { at: 5, failing: ["w1", "w2"] });
  const { acceptanceId } = await accept(id, 7, { scope: "check", check: checkId, cluster: id });
  await endAcceptances(new Date(minute(11)));
  assert.deepEqual(
    (await findingsOf(id)).map((finding) => [finding.state, finding.acceptanceId]),
    [
      ["accepted", acceptanceId],
      ["accepted", acceptanceId],
    ],
  );
});

test("what a person revokes is open, but what another acceptance covers as well", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1", "x1"] });
  const { acceptanceId } = await accept(id, 3);
  await accept(id, 5, { scope: "selector", check: checkId, cluster: id, selector: "node:w*", nodes: ["none"] });
  await revokeAcceptance({ id: acceptanceId, version: 1 }, "No longer so.", ada, new Date(minute(7)));
  assert.deepEqual(await statesOf(id), ["w1 accepted", "x1 open"]);
});

test("an acceptance is told of 14 and 3 days before its end, once each, and again after it was extended", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1", "w2"] });
  const { acceptanceId } = await accept(id, 3, { expiresAt: days(30).toISOString() });
  const warnings = async (at: Date) =>
    (await warnAcceptances(at)).filter((one) => one.id === acceptanceId).map(({ warning }) => warning);
  assert.deepEqual(await warnings(days(15)), []);
  const both = await Promise.all([warnings(days(16.5)), warnings(days(16.5))]);
  assert.deepEqual(both.flat(), [14]);
  assert.deepEqual(await warnings(days(20)), []);
  assert.deepEqual(await warnings(days(27.5)), [3]);
  const told = await listChanges({ cluster: id, kind: ["acceptance-expiring"] });
  assert.deepEqual(
    told.items.map(({ message }) => message),
    [
      "Acceptance of 2 findings ends in 3 days: The network closes this port for us.",
      "Acceptance of 2 findings ends in 14 days: The network closes this port for us.",
    ],
  );
  const { version } = await acceptanceRow(acceptanceId);
  const later = { expiresAt: days(60).toISOString(), reason: "The firewall comes in January." };
  await extendAcceptance({ id: acceptanceId, version }, later, ada, days(28));
  assert.deepEqual(await warnings(days(29)), []);
  assert.deepEqual(await warnings(days(46.5)), [14]);
});
