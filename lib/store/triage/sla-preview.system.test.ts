import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { SlaDays } from "../../domain/triage.ts";
import { listEverCovered } from "../acceptances/ever-covered.ts";
import { startTestDatabase } from "../database-fixture.ts";
import { minute } from "../report-fixture.ts";
import { revokeAcceptance } from "./acceptance-acts.ts";
import { setSlaPolicy } from "./sla-policies.ts";
import { previewSlaPolicy } from "./sla-preview.ts";
import { acceptance, actOn, ann, ben, clusterWith, time } from "./triage-fixture.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const days = (value: number | null): SlaDays => ({
  critical: value,
  high: value,
  medium: value,
  low: value,
  info: value,
});
const dayMinutes = 24 * 60;

async function sums(clusterId: string, wanted: SlaDays | null, at: Date) {
  const { severities } = await previewSlaPolicy(clusterId, wanted, at);
  const sum = (of: "open" | "now" | "later" | "become") => severities.reduce((total, row) => total + row[of], 0);
  return { open: sum("open"), now: sum("now"), later: sum("later"), become: sum("become") };
}

test("other days tell what would become overdue, and change nothing", async () => {
  const cluster = await clusterWith(["w1", "w22", "w333"]);
  await setSlaPolicy(cluster, days(365), ann, time(2));
  // A date that a person set stays, whatever the policy says.
  const due = { kind: "due" as const, at: minute(400 * dayMinutes) };
  await actOn(cluster, ["w333"], due, ann, 3);
  const later = time(30 * dayMinutes);
  assert.deepEqual(await sums(cluster, days(10), later), { open: 3, now: 0, later: 2, become: 2 });
  assert.deepEqual(await sums(cluster, days(90), later), { open: 3, now: 0, later: 0, become: 0 });
  assert.deepEqual(await sums(cluster, days(null), later), { open: 3, now: 0, later: 0, become: 0 });
  // The same days as now, asked again: nothing was written.
  assert.deepEqual(await sums(cluster, days(365), later), { open: 3, now: 0, later: 0, become: 0 });
});

test("days of every cluster leave out those that have their own, and a cluster that gives its own up goes by them", async () => {
  const own = await clusterWith(["a1"]);
  await setSlaPolicy(own, days(365), ann, time(2));
  await setSlaPolicy("", days(10), ann, time(2));
  const before = await sums("", days(10), time(30 * dayMinutes));
  await clusterWith(["b1"]);
  const after = await sums("", days(10), time(30 * dayMinutes));
  assert.equal(after.open, before.open + 1);
  assert.deepEqual(await sums(own, null, time(30 * dayMinutes)), { open: 1, now: 0, later: 1, become: 1 });
});

test("an acceptance remembers what it covered, those of now first, with the version to act on", async () => {
  const cluster = await clusterWith(["c1", "c22"]);
  const act = { kind: "accept" as const, acceptance: acceptance() };
  const { acceptanceId } = await actOn(cluster, ["c1", "c22"], act, ann, 4);
  assert.ok(acceptanceId);
  await actOn(cluster, ["c22"], { kind: "reopen" }, ben, 5);
  const covered = await listEverCovered(acceptanceId);
  assert.deepEqual(
    covered.map(({ now, state, until }) => [now, state, until === null]),
    [
      [true, "accepted", true],
      [false, "open", false],
    ],
  );
  await revokeAcceptance({ id: acceptanceId, version: 1 }, "No longer needed.", ben, time(6));
  const left = await listEverCovered(acceptanceId);
  assert.deepEqual(
    left.map(({ now, state }) => [now, state]),
    [
      [false, "open"],
      [false, "open"],
    ],
  );
});
