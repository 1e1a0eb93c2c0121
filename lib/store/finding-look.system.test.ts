import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Verdict } from "../domain/verdict.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { getFinding } from "./finding-detail.ts";
import { listFindings } from "./findings.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { scanned } from "./retention-fixture.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

/** A finding that was seen failing twice, the second time as the first. */
async function confirmedFinding() {
  const { id: clusterId } = await addCluster();
  const look = (at: number, verdict: Verdict) =>
    scanned(clusterId, reportOf({ at, nodes: ["w1"], results: [judged({ node: "w1", verdict, at: minute(at) })] }));
  await look(1, "fail");
  const second = await look(10, "fail");
  const [finding] = (await listFindings({ cluster: clusterId })).items;
  return { look, second, id: finding?.id ?? assert.fail("no finding") };
}

test("a look that could not see leaves the proof with the time of the last look that could", async () => {
  const { look, id } = await confirmedFinding();
  await look(20, "unknown");
  const { evidence, verdict, lastSeenAt, lastCheckedAt } = await getFinding(id);
  assert.deepEqual([verdict, evidence[0]?.at], ["unknown", minute(10)]);
  assert.deepEqual([lastSeenAt, lastCheckedAt], [minute(10), minute(10)]);
});

test("the proof before a fix has the time at which it was seen last", async () => {
  const { look, id } = await confirmedFinding();
  await look(20, "pass");
  const { evidence, previousEvidence } = await getFinding(id);
  assert.deepEqual([evidence[0]?.at, previousEvidence[0]?.at], [minute(20), minute(10)]);
});

test("what is written to a finding between looks, by a person or by retention, does not set its times back", async () => {
  const { second, id } = await confirmedFinding();
  const data = { state: "accepted", decision: "accepted", lastScanId: null };
  await getDatabase().finding.update({ where: { id }, data });
  const { state, lastSeenAt, lastCheckedAt, evidence } = await getFinding(id);
  assert.deepEqual([state, lastSeenAt, lastCheckedAt], ["accepted", minute(10), minute(10)]);
  assert.equal(evidence[0]?.at, minute(10));
  assert.equal((await getDatabase().findingLook.findUnique({ where: { findingId: id } }))?.lastScanId, second);
});
