import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { AcceptanceCondition } from "../../domain/triage.ts";
import { getDatabase } from "../client.ts";
import { addCluster, startTestDatabase } from "../database-fixture.ts";
import { finishRecheck, requestRecheck, startRecheck } from "../rechecks.ts";
import { minute } from "../report-fixture.ts";
import {
  accept,
  acceptanceRow,
  checkId,
  findingsOf,
  type LookOf,
  look,
  lookOf,
  office,
  statesOf,
  toldOf,
} from "./acceptance-fixture.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const fromOffice: AcceptanceCondition = { openFrom: ["other-network"], evidenceChanges: false };
const sameAnswer: AcceptanceCondition = { openFrom: [], evidenceChanges: true };

/** A cluster whose finding on w1 is accepted with a condition in minute 3. */
async function accepted(condition: AcceptanceCondition, first: Partial<LookOf> = {}) {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"], ...first });
  const { acceptanceId } = await accept(id, 3, { condition });
  return { id, acceptanceId };
}

test("a port that opens from the named place voids, though the finding itself is judged as before", async () => {
  const { id, acceptanceId } = await accepted(fromOffice);
  await look(id, { at: 5, quiet: ["w1"], vantage: office, open: [10_255] });
  assert.deepEqual(await statesOf(id), ["w1 open"]);
  const why = "Port 10255 of w1 is open from other-network since 1 Nov 2026 00:06 UTC, which this acceptance named.";
  assert.deepEqual((await toldOf(id)).at(-1), `acceptance-ended: ${why}`);
  const { state, endedReason, endedAt } = await acceptanceRow(acceptanceId);
  assert.deepEqual([state, endedReason, endedAt?.toISOString()], ["voided", why, minute(6)]);
  await look(id, { at: 7, failing: ["w1"] });
  assert.deepEqual(await statesOf(id), ["w1 open"]);
});

test("since when it is open is told, whatever else changed in what answers", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"], vantage: office, open: [10_255], service: "kubelet" });
  await look(id, { at: 3, failing: ["w1"], vantage: office, open: [10_255], service: "something else" });
  await accept(id, 5, { condition: fromOffice });
  await look(id, { at: 7, quiet: ["w1"], vantage: office, open: [10_255], service: "kubelet" });
  assert.match((await toldOf(id)).at(-1) ?? "", /is open from other-network since 1 Nov 2026 00:02 UTC/);
});

const misses: [string, Partial<LookOf>][] = [
  ["another port that opens", { vantage: office, open: [10_250] }],
  ["a port that is closed from there", { vantage: office, closed: [10_255] }],
  ["a narrower place", { vantage: { name: "here", kind: "node-local" }, open: [10_255] }],
  ["the place of before", { open: [10_255] }],
];
for (const [what, seen] of misses) {
  test(`${what} does not void`, async () => {
    const { id } = await accepted(fromOffice);
    await look(id, { at: 5, quiet: ["w1"], ...seen });
    assert.deepEqual(await statesOf(id), ["w1 accepted"]);
  });
}

test("a wider place than the named one voids", async () => {
  const { id } = await accepted(fromOffice);
  await look(id, { at: 5, quiet: ["w1"], vantage: { name: "cloud", kind: "internet" }, open: [10_255] });
  assert.deepEqual(await statesOf(id), ["w1 open"]);
});

test("what was open from there before voids only once it is seen open again", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"], vantage: office, open: [10_255] });
  await accept(id, 3, { condition: fromOffice });
  await look(id, { at: 5, failing: ["w1"] });
  assert.deepEqual(await statesOf(id), ["w1 accepted"], "nobody looked from there since");
  await look(id, { at: 7, quiet: ["w1"], vantage: office, open: [10_255] });
  assert.deepEqual(await statesOf(id), ["w1 open"]);
  assert.match((await toldOf(id)).at(-1) ?? "", /since 1 Nov 2026 00:02 UTC/);
});

test("another answer voids, and counts, times and ids do not", async () => {
  const answer = "200 PodList, 7 pods in 3 namespaces at 2026-11-01T00:00:00Z";
  const { id, acceptanceId } = await accepted(sameAnswer, { answer });
  await look(id, { at: 5, failing: ["w1"], answer: "200 PodList, 9 pods in 1 namespace at 2026-11-01T07:00:00Z" });
  assert.deepEqual(await statesOf(id), ["w1 accepted"]);
  const [match] = await getDatabase().acceptanceMatch.findMany({ where: { acceptanceId } });
  const [finding] = await getDatabase().finding.findMany({ where: { clusterId: id } });
  assert.equal(match?.evidenceHash, finding?.evidenceHash, "what is the same is compared with from then on");
  await look(id, { at: 7, failing: ["w1"], answer: "200 PodList, 9 pods and their secrets" });
  assert.deepEqual(await statesOf(id), ["w1 open"]);
  assert.match(
    (await toldOf(id)).at(-1) ?? "",
    /^acceptance-ended: What answered changed: “200 PodList, 9 pods in 1 namespace/,
  );
  assert.equal((await acceptanceRow(acceptanceId)).state, "voided");
});

test("a graver finding voids, a milder one and the way back do not", async () => {
  const { id } = await accepted(sameAnswer);
  await look(id, { at: 5, failing: ["w1"], result: { severity: "low" } });
  await look(id, { at: 7, failing: ["w1"], result: { severity: "high" } });
  assert.deepEqual(await statesOf(id), ["w1 accepted"]);
  await look(id, { at: 9, failing: ["w1"], result: { severity: "critical" } });
  assert.deepEqual(await statesOf(id), ["w1 open"]);
  assert.match((await toldOf(id)).at(-1) ?? "", /graver than what was accepted: high → critical/);
});

test("a look that could not see neither voids nor confirms", async () => {
  const { id } = await accepted({ openFrom: ["other-network"], evidenceChanges: true });
  await look(id, { at: 5, unknown: ["w1"], answer: "timeout", vantage: office, result: { severity: "critical" } });
  assert.deepEqual(await statesOf(id), ["w1 accepted"]);
});

test("a renamed node is the same one, and its finding stays accepted", async () => {
  const { id } = await accepted(sameAnswer, { answer: "KubeletConfiguration of w1: readOnlyPort: 10255" });
  const answer = "KubeletConfiguration of worker-1: readOnlyPort: 10255";
  await look(id, { at: 5, failing: ["w1"], answer, names: { w1: "worker-1" } });
  assert.deepEqual(
    (await findingsOf(id)).map(({ state }) => state),
    ["accepted"],
  );
});

test("of several findings only the one leaves that a condition speaks against; the last one ends it all", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1", "w2"] });
  const { acceptanceId } = await accept(id, 3, { condition: { openFrom: ["other-network"], evidenceChanges: true } });
  await look(id, { at: 5, quiet: ["w1", "w2"], vantage: office, open: [10_255] });
  assert.deepEqual(await statesOf(id), ["w1 open", "w2 accepted"]);
  assert.equal((await acceptanceRow(acceptanceId)).state, "active");
  await look(id, { at: 7, failing: ["w1", "w2"], answer: "something else" });
  assert.deepEqual(await statesOf(id), ["w1 open", "w2 open"]);
  assert.equal((await acceptanceRow(acceptanceId)).state, "voided");
});

test("a check's acceptance goes on without what left it", async () => {
  const { id } = await addCluster();
  await look(id, { at: 1, failing: ["w1"] });
  const { acceptanceId } = await accept(id, 3, { scope: "check", check: checkId, cluster: id, condition: fromOffice });
  await look(id, { at: 5, quiet: ["w1"], vantage: office, open: [10_255] });
  await look(id, { at: 7, failing: ["w1", "w2"] });
  assert.deepEqual(await statesOf(id), ["w1 open", "w2 accepted"]);
  assert.equal((await acceptanceRow(acceptanceId)).state, "active");
});

test("a re-check voids as a scan does", async () => {
  const { id, acceptanceId } = await accepted(sameAnswer);
  const [finding] = await findingsOf(id);
  const { id: recheckId } = await requestRecheck(finding?.id ?? "");
  await startRecheck(recheckId, "worker-1");
  await finishRecheck(recheckId, lookOf({ at: 5, failing: ["w1"], answer: "something else" }));
  assert.deepEqual(await statesOf(id), ["w1 open"]);
  assert.equal((await acceptanceRow(acceptanceId)).state, "voided");
});

test("without a condition nothing that a scan sees voids", async () => {
  const { id } = await accepted({ openFrom: [], evidenceChanges: false });
  const graver = { severity: "critical" as const, vantage: office };
  await look(id, { at: 5, failing: ["w1"], answer: "something else", vantage: office, result: graver, open: [10_255] });
  assert.deepEqual(await statesOf(id), ["w1 accepted"]);
});
