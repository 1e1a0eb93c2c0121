import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Fleet, startFleet } from "../fleet/index.ts";
import { createCluster, enterPastScan, getDatabase, listScans, requestScan } from "../store/index.ts";
import { type Database, openTestDatabase } from "./fixture.ts";
import { makePastScans } from "./past-scans.ts";

const dayMs = 86_400_000;
const vantage = { name: "scanner", kind: "worker-node" } as const;

describe("scans of past days", () => {
  let database: Database;
  let fleet: Fleet;
  let folder = "";
  let today = 0;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "breakwater-past-"));
    database = await openTestDatabase();
    const size = { controlPlanes: 1, workers: 3 };
    fleet = await startFleet({ directory: folder, base: "127.123", clusters: ["harbor", "skiff"], ...size });
    today = Math.floor(Date.now() / 1000) * 1000;
  });
  after(async () => {
    await fleet.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function register(name: string): Promise<string> {
    const secret = readFileSync(fleet.kubeconfigs.scanner, "utf8");
    const how = {
      source: "kubeconfig",
      origin: "file",
      context: name,
      target: name,
      authorizationProofs: false,
    } as const;
    return (await createCluster({ name, secret, ...how, isDemo: true })).id;
  }

  async function scan(cluster: string, clusterId: string, days: readonly number[]): Promise<number> {
    const made = await makePastScans({
      clusterId,
      scheduleId: null,
      workerId: "past",
      vantage,
      days: days.map((day) => ({ day, at: new Date(today + day * dayMs) })),
      keepEvidenceFrom: new Date(today - 18 * dayMs),
      travel: (day) => fleet.travel(cluster, day),
      signal: AbortSignal.timeout(120_000),
    });
    await fleet.travel(cluster, 0);
    return made;
  }

  const eventsOf = (clusterId: string, checkId: string) =>
    getDatabase().$queryRaw<{ day: number; kind: string; resolution: string | null; node: string }[]>`
      select round(extract(epoch from e."at" - ${new Date(today)}) / 86400)::int as "day", e."kind", e."resolution",
        f."nodeName" as "node"
      from "FindingEvent" e join "Finding" f on f."id" = e."findingId"
      where e."clusterId" = ${clusterId} and f."checkId" = ${checkId} order by e."at"`;

  it("tell of a 10255 that was closed, opened again by an upgrade, and closed", async () => {
    const clusterId = await register("skiff");
    const days = [-80, -79, -72, -71, -70, -40, -21, -20, -17, -16, -15];
    assert.equal(await scan("skiff", clusterId, days), days.length);
    const node = "skiff-agent-1";
    assert.deepEqual(await eventsOf(clusterId, "kubelet-readonly-port-open"), [
      { day: -80, kind: "opened", resolution: null, node },
      { day: -71, kind: "resolved", resolution: "fixed", node },
      { day: -20, kind: "reopened", resolution: null, node },
      { day: -16, kind: "resolved", resolution: "fixed", node },
    ]);
    const { items } = await listScans({ clusterId, limit: 50 });
    assert.equal(items.length, days.length);
    for (const one of items) {
      assert.equal(one.state, "complete");
      assert.equal(one.trigger, "schedule");
      assert.ok(Date.parse(one.finishedAt ?? "") <= today - 14 * dayMs, "in the past");
      assert.deepEqual(one.nodes, { known: 2, checked: 2 });
    }
    const kept = await getDatabase().rawScan.count({ where: { clusterId } });
    assert.equal(kept, 3, "evidence of the last 18 days");
  });

  it("tell a node that was replaced from one that was repaired, and one that was renamed from both", async () => {
    const clusterId = await register("harbor");
    await scan("harbor", clusterId, [-26, -25, -24]);
    const nodes = await getDatabase().node.findMany({ where: { clusterId }, orderBy: { firstSeenAt: "asc" } });
    assert.deepEqual(
      nodes.filter(({ present }) => !present).map(({ name }) => name),
      ["harbor-worker-1"],
    );
    const named = nodes.filter(({ present }) => present).map(({ name }) => name);
    assert.deepEqual(named.sort(), ["harbor-cp-1", "harbor-worker-1", "harbor-worker-2", "harbor-worker-3"]);
    const changes = await getDatabase().change.findMany({ where: { clusterId, kind: { startsWith: "node-re" } } });
    assert.deepEqual(changes.map(({ kind }) => kind).sort(), ["node-renamed", "node-replaced"]);
    for (const check of ["kubelet-healthz-nonlocal", "kubelet-tls-weak"]) {
      assert.deepEqual(await eventsOf(clusterId, check), [
        { day: -26, kind: "opened", resolution: null, node: "harbor-worker-1" },
        { day: -24, kind: "resolved", resolution: "node-gone", node: "harbor-worker-1" },
      ]);
    }
  });

  it("end where somebody scanned the cluster meanwhile: nothing is put before what is known", async () => {
    const clusterId = await register("skiff again");
    const { id } = await requestScan({ clusterId, profile: "quick", trigger: "manual" });
    const past = { clusterId, profile: "standard", scheduleId: null } as const;
    const at = new Date(today - dayMs);
    assert.equal(await enterPastScan({ ...past, dueAt: at, requestedAt: at }), null);
    await getDatabase().scan.update({ where: { id }, data: { state: "complete", finishedAt: new Date(today) } });
    assert.equal(await enterPastScan({ ...past, dueAt: at, requestedAt: at }), null);
    await getDatabase().scan.delete({ where: { id } });
    assert.notEqual(await enterPastScan({ ...past, dueAt: at, requestedAt: at }), null);
  });
});
