import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Fleet, startFleet } from "../fleet/index.ts";
import { createCluster, getDatabase, getTrends, listAcceptances, listChanges, removeDemoData } from "../store/index.ts";
import { type Database, openTestDatabase } from "../worker/fixture.ts";
import { makePastScans } from "../worker/past-scans.ts";
import { harborTriage, triageOf } from "./demo-triage.ts";

const dayMs = 86_400_000;
/** The days of the story, and a few around them. */
const days = [-83, -82, -80, -66, -58, -51, -49, -47, -46, -38, -36, -35, -20, -13, -12, -6, -1];

describe("the past of harbor as its people decided it", () => {
  let database: Database;
  let fleet: Fleet;
  let folder = "";
  let clusterId = "";
  // In the morning: what people do two hours later is of the same UTC day.
  const today = Math.floor(Date.now() / dayMs) * dayMs + (8 * 60 + 17) * 60_000;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "breakwater-triage-"));
    database = await openTestDatabase();
    const size = { controlPlanes: 2, workers: 7 };
    fleet = await startFleet({ directory: folder, base: "127.159", clusters: ["harbor"], ...size });
    const secret = readFileSync(fleet.kubeconfigs.scanner, "utf8");
    const how = { source: "kubeconfig", origin: "file", context: "harbor", target: "harbor" } as const;
    clusterId = (await createCluster({ name: "harbor", secret, ...how, authorizationProofs: true, isDemo: true })).id;
    const made = await makePastScans({
      clusterId,
      scheduleId: null,
      workerId: "past",
      vantage: { name: "scanner", kind: "worker-node" },
      days: days.map((day) => ({ day, at: new Date(today + day * dayMs) })),
      keepEvidenceFrom: new Date(today),
      travel: (day) => fleet.travel("harbor", day),
      signal: AbortSignal.timeout(280_000),
      ...triageOf(clusterId, harborTriage),
    });
    assert.equal(made, days.length);
  });
  after(async () => {
    await fleet.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has an acceptance that ran out, one that its condition ended, and others that hold", async () => {
    const { items } = await listAcceptances({ cluster: clusterId, sort: "created" });
    assert.deepEqual(
      items.map(({ standing, matched, everMatched }) => [standing, matched, everMatched]),
      [
        ["expiring", 1, 1],
        ["expired", 0, 1],
        ["unused", 0, 1],
        ["matched", 1, 1],
        ["voided", 0, 1],
        // The node that was replaced took its finding with it.
        ["matched", 8, 9],
        ["matched", 1, 1],
      ],
    );
    assert.match(items[1]?.endedReason ?? "", /^The acceptance ran out on .* UTC\.$/);
    assert.match(items[4]?.endedReason ?? "", /“200 Kubernetes v1\.35\.\d+” became “200 Kubernetes v1\.36\.\d+”/);
  });

  it("tells both ends on their days in the feed, and warns before the first", async () => {
    const dayOfStory = (at: string) => Math.round((Date.parse(at) - today) / dayMs);
    const ended = await listChanges({ cluster: clusterId, kind: ["acceptance-ended"] });
    assert.deepEqual(
      ended.items.map(({ at, finding }) => [dayOfStory(at), finding?.checkId]),
      [
        [-12, "apiserver-insecure-port"],
        [-35, "apiserver-audit-logging-missing"],
      ],
    );
    const warned = await listChanges({ cluster: clusterId, kind: ["acceptance-expiring"] });
    assert.deepEqual(
      warned.items.map(({ at, message }) => [dayOfStory(at), message.slice(0, 43)]),
      [
        [-6, "Acceptance of 1 finding ends in 14 days: Th"],
        [-38, "Acceptance of 1 finding ends in 3 days: The"],
        [-49, "Acceptance of 1 finding ends in 14 days: Th"],
      ],
    );
    const states = await getDatabase().finding.findMany({
      where: { clusterId, checkId: "apiserver-audit-logging-missing", nodeName: "harbor-cp-1" },
    });
    assert.deepEqual(
      states.map(({ state }) => state),
      ["open"],
    );
  });

  it("is in the trends of its days", async () => {
    const day = (n: number) => new Date(today + n * dayMs).toISOString().slice(0, 10);
    const { points } = await getTrends({ clusterId, from: day(-90), to: day(0) }, new Date(today + dayMs));
    const of = (n: number) => points.find((point) => point.day === day(n));
    assert.deepEqual(of(-83)?.acceptances, { active: 0, ending: 0 });
    assert.deepEqual(of(-80)?.acceptances, { active: 2, ending: 0 });
    assert.deepEqual(of(-47)?.acceptances, { active: 6, ending: 1 });
    assert.deepEqual(of(-35)?.acceptances, { active: 5, ending: 0 });
    assert.deepEqual(of(-12)?.acceptances, { active: 5, ending: 0 });
    assert.deepEqual(of(-6)?.acceptances, { active: 5, ending: 1 });
    assert.ok((of(-1)?.sla?.overdue ?? 0) > 0);
  });

  it("goes with the demo's data", async () => {
    await removeDemoData();
    const database = getDatabase();
    assert.equal(await database.acceptance.count(), 0);
    assert.equal(await database.triageAct.count(), 0);
  });
});
