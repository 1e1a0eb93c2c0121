import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { temporaryPostgres } from "../database/index.ts";
import { closeDatabase, getDatabase } from "./client.ts";
import { compareScans } from "./compare/index.ts";
import { listExposures } from "./exposures.ts";
import { countFindings } from "./find-facets.ts";
import { getFinding } from "./finding-detail.ts";
import { getFindingTimeline } from "./finding-timeline.ts";
import { listFindings } from "./findings.ts";
import { listImports } from "./imports.ts";
import { migrate } from "./migrate.ts";
import { readMigrationFiles } from "./migration-files.ts";
import { getNode, listNodes } from "./nodes.ts";
import { minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { listScanResults } from "./scan-results.ts";
import { getScan, listScans } from "./scans.ts";
import { storeScan } from "./store-scan.ts";
import { tallies } from "./tally-fixture.ts";
import { fillBefore, resultOf } from "./upgrade-fixture.ts";

const clusterId = "cluster-1";
let stop: () => Promise<void>;
before(async () => {
  const server = await temporaryPostgres();
  process.env.DATABASE_URL = server.url;
  process.env.BREAKWATER_SECRET_KEY = randomBytes(32).toString("hex");
  const files = readMigrationFiles().filter(({ name }) => name < "0003");
  assert.equal(files.length, 2);
  await migrate(server.url, { files });
  await fillBefore(server.url);
  await migrate(server.url);
  stop = async () => {
    await closeDatabase();
    await server.stop();
  };
});
after(() => stop());

const every = ["open", "acknowledged", "accepted", "false-positive", "resolved"] as const;

test("findings of every state, their proof and their stretches are there after the upgrade", async () => {
  const { items } = await listFindings({ cluster: clusterId, state: [...every] });
  const states = Object.fromEntries(items.map(({ id, state, resolution }) => [id, resolution ?? state]));
  assert.deepEqual(states, {
    open: "open",
    known: "acknowledged",
    accepted: "accepted",
    fixed: "fixed",
    left: "node-gone",
  });
  assert.equal((await getFinding("open")).evidence[0]?.received, "open");
  for (const { id } of items) assert.ok((await getFindingTimeline({ findingId: id })).states.length > 0, id);
  const { critical, high } = await countFindings({ cluster: clusterId });
  assert.deepEqual([critical, high], [1, 1]);
  const { kept, counted } = await tallies();
  assert.deepEqual(kept, counted);
});

test("what had been fixed before the upgrade stood open until then", async () => {
  const at = async (n: number) => {
    const { items } = await listFindings({ cluster: clusterId, at: minute(n) });
    return items.map(({ id }) => id).sort();
  };
  assert.deepEqual(await at(0), []);
  assert.ok((await at(15)).includes("fixed"));
  assert.ok(!(await at(22)).includes("fixed"));
});

test("scans stay; the newest has its verdicts, and of an earlier one it is said that they are not kept", async () => {
  assert.equal((await listScans({ clusterId })).total, 2);
  const first = await getScan("scan-1");
  assert.deepEqual([first.state, (await getScan("scan-2")).message], ["complete", null]);
  assert.match(first.message ?? "", /its numbers are kept, its verdicts are not/);
  const results = await listScanResults({ scanId: "scan-2" });
  assert.deepEqual(results.items.map(({ verdict }) => verdict).sort(), ["fail", "fail", "fail", "pass"]);
  await assert.rejects(compareScans("scan-1", "scan-2"), { code: "conflict" });
});

test("a node says of its ports what the lists say: what was imported, until it is looked at again", async () => {
  const [w1] = (await listNodes({ clusterId, q: "w1" })).items;
  const { total, items } = await listExposures({ cluster: clusterId, node: "node-w1" });
  assert.deepEqual([w1?.openPorts, total, items[0]?.port], [1, 1, 10256]);
  assert.equal((await getNode("node-w22")).sections.kubelet, "unknown");
  assert.equal((await listImports({ clusterId })).total, 1);
});

test("the next scan goes on from there: nothing opens twice, and what it fixed had been open since its first fail", async () => {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const results = [
    resultOf("w1", 10255, "pass"),
    resultOf("w1", 10250, "fail", "critical"),
    resultOf("w22", 10255, "fail"),
    resultOf("w22", 10250, "fail"),
  ].map((result) => ({ ...result, evidence: result.evidence.map((item) => ({ ...item, at: minute(30) })) }));
  const observations = [seen("w1", 10250, "open", minute(30)), seen("w22", 10250, "open", minute(30))];
  const sweeps = ["w1", "w22"].map((name) => ({ ...swept(name, "10250-10255", 5, minute(30)), open: 1 }));
  const { changes } = await storeScan(id, reportOf({ at: 30, nodes: ["w1", "w22"], results, observations, sweeps }));
  const events = changes.flatMap(({ events: of }) => of.map(({ kind }) => kind)).sort();
  assert.deepEqual(events, ["reopened", "resolved"]);
  const resolved = await getDatabase().findingEvent.findMany({ where: { findingId: "open", kind: "resolved" } });
  assert.deepEqual(
    resolved.map(({ openedAt, resolution }) => [openedAt?.toISOString(), resolution]),
    [[minute(1), "fixed"]],
  );
  assert.equal(await getDatabase().judgement.count(), 4);
  assert.deepEqual((await listScanResults({ scanId: "scan-2" })).items.map(({ verdict }) => verdict).sort(), [
    "fail",
    "fail",
    "fail",
    "pass",
  ]);
  const nodes = await listNodes({ clusterId });
  const open = await listExposures({ cluster: clusterId });
  assert.equal(
    nodes.items.reduce((sum, { openPorts }) => sum + openPorts, 0),
    open.total,
  );
  assert.equal(open.total, 3);
  const { kept, counted } = await tallies();
  assert.deepEqual(kept, counted);
});
