import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { claimDueSchedules } from "./claim-schedules.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { cancelScan, getScan, listScans } from "./scans.ts";
import { createSchedule, deleteSchedule, getSchedule, listSchedules, updateSchedule } from "./schedules.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const due = new Date("2026-11-01T00:00:00.000Z");
const now = new Date("2026-11-01T00:00:30.000Z");
const next = new Date("2026-11-02T00:00:00.000Z");
const nextDue = () => next;

async function schedule(clusterId: string) {
  return createSchedule({ clusterId, cron: "0 0 * * *", timeZone: "Europe/London", profile: "quick", nextDueAt: due });
}

test("a due schedule is claimed once however many workers claim at the same moment", async () => {
  const { id: clusterId } = await addCluster();
  const { id } = await schedule(clusterId);
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimDueSchedules(now, nextDue)));
  const claimed = claims.flat();
  assert.equal(claimed.length, 1);
  assert.equal(claimed[0]?.scheduleId, id);
  const { items } = await listScans({ clusterId });
  assert.deepEqual(
    items.map((scan) => [scan.id, scan.trigger, scan.profile, scan.state]),
    [[claimed[0]?.scanId, "schedule", "quick", "queued"]],
  );
  const jobs = await getDatabase().$queryRaw<{ payload: unknown }[]>`
    select p.payload from graphile_worker._private_jobs p where p.key = ${`scan:${claimed[0]?.scanId}`}`;
  assert.deepEqual(jobs, [{ payload: { scanId: claimed[0]?.scanId } }]);
  const after = await getSchedule(id);
  assert.equal(after.nextDueAt, next.toISOString());
  assert.equal(after.lastDueAt, due.toISOString());
  assert.equal(after.lastScanId, claimed[0]?.scanId);
});

test("a due time that finds a scan of the cluster running is recorded as skipped, with the reason", async () => {
  const { id: clusterId } = await addCluster();
  const running = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  const { id } = await schedule(clusterId);
  const [claimed] = await claimDueSchedules(now, nextDue);
  assert.equal(claimed?.scanId, null);
  assert.equal((await listScans({ clusterId })).total, 1);
  const { lastSkipped, nextDueAt } = await getSchedule(id);
  const reason = `Scan ${running.id} of the cluster was still queued.`;
  assert.deepEqual(lastSkipped, { dueAt: due.toISOString(), reason });
  assert.equal(nextDueAt, next.toISOString());
});

test("paused schedules and those that are not due wait", async () => {
  const { id: clusterId } = await addCluster();
  const paused = await schedule(clusterId);
  await updateSchedule(paused.id, { paused: true });
  const later = await schedule(clusterId);
  await updateSchedule(later.id, { nextDueAt: next });
  assert.deepEqual(await claimDueSchedules(now, nextDue), []);
});

test("a schedule that never fires again has no next time and is not claimed twice", async () => {
  const { id: clusterId } = await addCluster();
  const { id } = await schedule(clusterId);
  assert.equal((await claimDueSchedules(now, () => null)).length, 1);
  assert.equal((await getSchedule(id)).nextDueAt, null);
  assert.deepEqual(await claimDueSchedules(now, () => null), []);
});

test("two schedules of one cluster that are due together make one scan", async () => {
  const { id: clusterId } = await addCluster();
  await schedule(clusterId);
  await schedule(clusterId);
  const claimed = await claimDueSchedules(now, nextDue);
  assert.deepEqual(claimed.map(({ skipped }) => skipped === null).sort(), [false, true]);
});

test("a clock that breaks in the middle of a claim leaves every due time where it was", async () => {
  const { id: clusterId } = await addCluster();
  const { id } = await schedule(clusterId);
  const broken = () => {
    throw new Error("no such zone");
  };
  await assert.rejects(claimDueSchedules(now, broken), /no such zone/);
  assert.equal((await getSchedule(id)).nextDueAt, due.toISOString());
  assert.equal((await listScans({ clusterId })).total, 0);
  const [claimed] = await claimDueSchedules(now, nextDue);
  await cancelScan(claimed?.scanId ?? "");
  assert.equal((await getScan(claimed?.scanId ?? "")).state, "cancelled");
});

test("a schedule is listed, changed and removed; what is gone is not found", async () => {
  const { id: clusterId, name } = await addCluster();
  const { id } = await schedule(clusterId);
  const changed = await updateSchedule(id, { cron: "30 2 * * 1", profile: "full" });
  assert.deepEqual([changed.cron, changed.profile, changed.clusterName], ["30 2 * * 1", "full", name]);
  assert.deepEqual(
    (await listSchedules(clusterId)).map((row) => row.id),
    [id],
  );
  await deleteSchedule(id);
  await assert.rejects(getSchedule(id), { code: "not-found" });
  await assert.rejects(updateSchedule(id, { paused: true }), { code: "not-found" });
  await assert.rejects(deleteSchedule(id), { code: "not-found" });
});
