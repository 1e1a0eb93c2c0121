import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  cancelScan,
  createCluster,
  createSchedule,
  getConnectionTest,
  getHealth,
  getScan,
  listScans,
  listSchedules,
  requestConnectionTest,
  requestScan,
} from "../store/index.ts";
import {
  type Database,
  inventoryCluster,
  listenSilently,
  openTestDatabase,
  scanInState,
  scanProbing,
  startWorkerProcess,
  until,
  type WorkerProcess,
} from "./fixture.ts";

const silentHosts = Array.from({ length: 6 }, (_, index) => `127.88.1.${index + 1}`);

describe("two workers", () => {
  let database: Database;
  let workers: WorkerProcess[] = [];
  let silent: { close(): Promise<void> };
  before(async () => {
    database = await openTestDatabase();
    silent = await listenSilently(silentHosts, 10_250);
    workers = await Promise.all([startWorkerProcess(), startWorkerProcess()]);
  });
  after(async () => {
    await Promise.all(workers.map((worker) => worker.end("SIGTERM")));
    await silent.close();
    await database.stop();
  });

  it("make one scan of each due time, however many of them look", async () => {
    const clusters = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => inventoryCluster(`due-${n}`, [`127.88.2.${n}`])));
    const nextDueAt = new Date(Date.now() - 60_000);
    for (const { id } of clusters) {
      await createSchedule({
        clusterId: id,
        cron: "0 3 * * *",
        timeZone: "Europe/London",
        profile: "quick",
        nextDueAt,
      });
    }
    await until("six scans", async () => {
      const { items } = await listScans();
      return items.filter((scan) => scan.state === "complete").length === 6 ? items : undefined;
    });
    const { items, total } = await listScans();
    assert.equal(total, 6);
    assert.deepEqual(new Set(items.map((scan) => scan.clusterId)).size, 6);
    assert.ok(items.every((scan) => scan.trigger === "schedule"));
    for (const schedule of await listSchedules()) {
      assert.ok(Date.parse(schedule.nextDueAt ?? "") > Date.now(), "moved on to the next time");
      assert.equal(schedule.lastDueAt, nextDueAt.toISOString());
    }
    assert.equal((await getHealth()).worker, "ok");
  });

  it("answer a connection test while every scan slot is busy", async () => {
    const slow = await Promise.all([1, 2, 3, 4].map((n) => inventoryCluster(`slow-${n}`, silentHosts)));
    const scans = await Promise.all(
      slow.map(({ id }) => requestScan({ clusterId: id, profile: "quick", trigger: "manual" })),
    );
    for (const { id } of scans) await scanInState(id, "running");
    const cluster = await inventoryCluster("tested", ["127.88.2.1"]);
    const { id } = await requestConnectionTest({ clusterId: cluster.id });
    const test = await until("the test's end", async () => {
      const found = await getConnectionTest(id);
      return found.state === "done" || found.state === "failed" ? found : undefined;
    });
    assert.equal(test.state, "done");
    assert.equal(test.nodes, 1);
    const states = await Promise.all(scans.map(async (scan) => (await getScan(scan.id)).state));
    assert.deepEqual(states, ["running", "running", "running", "running"]);
    for (const scan of scans) await cancelScan(scan.id);
    for (const scan of scans) await scanInState(scan.id, "partial", "cancelled", "failed");
  });

  it("keep what was finished of a cancelled scan and mark it partial", async () => {
    const cluster = await inventoryCluster("cancelled", [...silentHosts, "127.88.2.1"]);
    const { id } = await requestScan({ clusterId: cluster.id, profile: "quick", trigger: "manual" });
    await scanProbing(id);
    const asked = Date.now();
    await cancelScan(id);
    const scan = await scanInState(id, "partial", "complete", "failed", "cancelled");
    assert.equal(scan.state, "partial");
    assert.ok(Date.now() - asked < 5_000, "cancelled within seconds");
    assert.ok((scan.coverage?.probes.done ?? 0) < (scan.coverage?.probes.planned ?? 0));
  });

  it("fail a scan of which nothing can be learnt, with the reason, and do not try it again", async () => {
    const kubeconfig = JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "gone", cluster: { server: "https://127.88.3.1:6443", "insecure-skip-tls-verify": true } }],
      users: [{ name: "me", user: { token: "abc" } }],
      contexts: [{ name: "gone", context: { cluster: "gone", user: "me" } }],
      "current-context": "gone",
    });
    const cluster = await createCluster({
      name: "gone",
      source: "kubeconfig",
      secret: kubeconfig,
      context: "gone",
      origin: "upload",
      target: "https://127.88.3.1:6443",
      authorizationProofs: false,
    });
    const { id } = await requestScan({ clusterId: cluster.id, profile: "quick", trigger: "manual" });
    const scan = await scanInState(id, "failed", "complete", "partial");
    assert.equal(scan.state, "failed");
    assert.match(scan.message ?? "", /127\.88\.3\.1/);
    assert.doesNotMatch(scan.message ?? "", /abc/);
  });
});
