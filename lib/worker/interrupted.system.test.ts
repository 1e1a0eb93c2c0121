import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  createCluster,
  getConnectionTest,
  getScan,
  listExposures,
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
} from "./fixture.ts";

const silentHosts = Array.from({ length: 2 }, (_, index) => `127.88.9.${index + 1}`);
const supervised = "supervised-test";

describe("work that is interrupted", () => {
  let database: Database;
  let silent: { close(): Promise<void> };
  before(async () => {
    database = await openTestDatabase();
    silent = await listenSilently(silentHosts, 10_250);
  });
  after(async () => {
    await silent.close();
    await database.stop();
  });

  async function startSlowScan(name: string): Promise<string> {
    const cluster = await inventoryCluster(name, silentHosts);
    return (await requestScan({ clusterId: cluster.id, profile: "quick", trigger: "manual" })).id;
  }

  async function assertWhole(id: string): Promise<void> {
    const scan = await getScan(id);
    assert.equal(scan.state, "complete");
    assert.equal(scan.coverage?.probes.done, scan.coverage?.probes.planned);
    assert.equal(scan.coverage?.nodes.known, silentHosts.length);
    const seen = await listExposures({ cluster: scan.clusterId });
    assert.equal(seen.total > 0, true);
    assert.equal(new Set(seen.items.map((row) => `${row.address}:${row.port}`)).size, seen.items.length);
  }

  it("by SIGKILL of the worker is done again by the next and stored whole", async () => {
    const first = await startWorkerProcess(supervised);
    const id = await startSlowScan("killed");
    const before = await scanProbing(id);
    await first.end("SIGKILL");
    assert.equal((await getScan(id)).state, "running", "nobody could say that it ended");
    const second = await startWorkerProcess(supervised);
    const scan = await scanInState(id, "complete", "failed", "partial");
    await second.end("SIGTERM");
    await assertWhole(id);
    assert.ok(Date.parse(scan.startedAt ?? "") > Date.parse(before.startedAt ?? ""));
  });

  it("by SIGTERM is back on the queue before the worker is gone", async () => {
    const first = await startWorkerProcess(supervised);
    const id = await startSlowScan("stopped");
    await scanProbing(id);
    const asked = Date.now();
    await first.end("SIGTERM");
    assert.ok(Date.now() - asked < 5_000, "the worker ends within seconds");
    assert.equal(first.child.exitCode, 0);
    assert.equal((await getScan(id)).state, "queued");
    const second = await startWorkerProcess();
    await scanInState(id, "complete", "failed", "partial");
    await second.end("SIGTERM");
    await assertWhole(id);
  });

  it("by the death of PostgreSQL is stored once it is back", async () => {
    const worker = await startWorkerProcess(supervised);
    const id = await startSlowScan("database");
    await scanProbing(id);
    process.kill(database.postgres.pid, "SIGKILL");
    await until("the end of PostgreSQL", async () => (database.postgres.isAlive() ? undefined : true));
    await database.restart();
    await scanInState(id, "complete", "failed", "partial");
    await assertWhole(id);
    await worker.end("SIGTERM");
  });

  it("by SIGKILL in a connection test is done again by the next worker at once", async () => {
    const kubeconfig = JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "mute", cluster: { server: `https://${silentHosts[0]}:10250` } }],
      users: [{ name: "me", user: { token: "abc" } }],
      contexts: [{ name: "mute", context: { cluster: "mute", user: "me" } }],
      "current-context": "mute",
    });
    const cluster = await createCluster({
      name: "mute",
      source: "kubeconfig",
      secret: kubeconfig,
      context: "mute",
      origin: "upload",
      target: `https://${silentHosts[0]}:10250`,
      authorizationProofs: false,
    });
    const first = await startWorkerProcess(supervised);
    const { id } = await requestConnectionTest({ clusterId: cluster.id });
    await until("the test's start", async () => ((await getConnectionTest(id)).state === "running" ? true : undefined));
    await first.end("SIGKILL");
    const second = await startWorkerProcess(supervised);
    const test = await until("the test's end", async () => {
      const found = await getConnectionTest(id);
      return found.state === "running" || found.state === "queued" ? undefined : found;
    });
    await second.end("SIGTERM");
    assert.equal(test.ok, false);
  });
});
