import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import type { Verdict } from "../domain/verdict.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listFindings } from "./findings.ts";
import { getOverview } from "./overview.ts";
import { finishRecheck, requestRecheck } from "./rechecks.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";
import { listTrend } from "./trends.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const nodes = ["w1", "w10", "w100"];
const judgements = (at: number, verdicts: Verdict[]): CheckResult[] =>
  verdicts.map((verdict, index) => judged({ node: nodes[index] ?? "w1", verdict, at: minute(at) }));

async function scanned(clusterId: string, report: ScanReport): Promise<void> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report);
}

async function clusterWith(verdicts: Verdict[]): Promise<string> {
  const { id } = await addCluster();
  await scanned(id, reportOf({ at: 1, nodes, results: judgements(1, verdicts) }));
  return id;
}

/** A scan that was stopped before it came to a node. */
const stopped = (at: number): ScanReport =>
  reportOf({
    at,
    nodes,
    results: judgements(at, ["unknown", "unknown", "unknown"]),
    outcome: "partial",
    observations: [],
    sweeps: [],
    coverage: {
      nodes: { known: 3, checked: 0, unreachable: [] },
      probes: { planned: 10, done: 0, failed: 0 },
      lost: [],
    },
  });

async function recheck(findingId: string, verdict: Verdict, at: number): Promise<void> {
  const { id } = await requestRecheck(findingId);
  await finishRecheck(id, reportOf({ at, nodes: ["w1"], results: judgements(at, [verdict]) }));
}

async function findingOf(clusterId: string): Promise<string> {
  const { items } = await listFindings({ cluster: clusterId });
  return items[0]?.id ?? assert.fail("no finding");
}

/** Passes, open findings and unknowns now; today's trend point must say the same as the tiles. */
async function standing(clusterId: string): Promise<[passed: number, open: number, unknown: number]> {
  const overview = await getOverview({ clusterId, days: 30 });
  const point = (await listTrend({ clusterId, days: 30 }, new Date(minute(1_000)))).at(-1);
  assert.deepEqual(point?.counts, overview.open);
  assert.equal(point?.score, overview.score.value);
  assert.deepEqual([point?.nodesChecked, point?.nodesKnown], [overview.nodes.checked, overview.nodes.known]);
  const passed = /^100 × (\d+) passed/.exec(overview.score.formula)?.[1];
  return [Number(passed), overview.open.high, overview.unknown];
}

test("a re-check that passes moves a finding over to the passes: score, open and trend are of one moment", async () => {
  const clusterId = await clusterWith(["fail", "pass", "unknown"]);
  const findingId = await findingOf(clusterId);
  assert.deepEqual(await standing(clusterId), [1, 1, 1]);
  const { coverage } = (await getOverview({ clusterId, days: 30 })).score;
  await recheck(findingId, "pass", 10);
  assert.deepEqual(await standing(clusterId), [2, 0, 1]);
  assert.equal((await getOverview({ clusterId, days: 30 })).score.coverage, coverage);
  await recheck(findingId, "fail", 20);
  assert.deepEqual(await standing(clusterId), [1, 1, 1]);
});

test("a re-check that fails again takes the pass of the last complete scan back", async () => {
  const clusterId = await clusterWith(["fail", "pass", "pass"]);
  const findingId = await findingOf(clusterId);
  await scanned(clusterId, reportOf({ at: 5, nodes, results: judgements(5, ["pass", "pass", "pass"]) }));
  assert.deepEqual(await standing(clusterId), [3, 0, 0]);
  await recheck(findingId, "fail", 20);
  assert.deepEqual(await standing(clusterId), [2, 1, 0]);
});

test("a re-check of what the last complete scan could not judge is no unknown any more", async () => {
  const clusterId = await clusterWith(["fail", "pass", "pass"]);
  const findingId = await findingOf(clusterId);
  await scanned(clusterId, reportOf({ at: 5, nodes, results: judgements(5, ["unknown", "pass", "pass"]) }));
  assert.deepEqual(await standing(clusterId), [2, 1, 1]);
  await recheck(findingId, "pass", 20);
  assert.deepEqual(await standing(clusterId), [3, 0, 0]);
});

test("what was fixed before a scan that could not look is no pass of now", async () => {
  const clusterId = await clusterWith(["fail", "pass", "pass"]);
  await recheck(await findingOf(clusterId), "pass", 3);
  await scanned(clusterId, reportOf({ at: 5, nodes, results: judgements(5, ["unknown", "pass", "pass"]) }));
  assert.deepEqual(await standing(clusterId), [2, 0, 1]);
});

test("a scan that was stopped before it came to a node changes no number and makes nothing fresher", async () => {
  const clusterId = await clusterWith(["fail", "pass", "pass"]);
  const earlier = await getOverview({ clusterId, days: 30 });
  await scanned(clusterId, stopped(600));
  const later = await getOverview({ clusterId, days: 30 });
  assert.deepEqual([later.freshest, later.stalest], [minute(2), minute(2)]);
  for (const key of ["nodes", "open", "unknown", "score"] as const) assert.deepEqual(later[key], earlier[key]);
  assert.deepEqual(await standing(clusterId), [2, 1, 0]);
  const nextDay = new Date(minute(2_000));
  const untouched = await listTrend({ clusterId, days: 30 }, nextDay);
  await scanned(clusterId, stopped(1_900));
  assert.deepEqual(await listTrend({ clusterId, days: 30 }, nextDay), untouched);
  assert.equal(untouched.length, 1);
});

test("freshness is told even when the only scan reached no node", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, stopped(1));
  const overview = await getOverview({ clusterId, days: 30 });
  assert.deepEqual([overview.freshest, overview.stalest, overview.nodes.checked], [minute(2), minute(2), 0]);
});
