import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { Trends, TrendsQuery } from "../domain/views/trends-view.ts";
import { deleteCluster } from "./clusters.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listFindings } from "./findings.ts";
import { finishRecheck, requestRecheck } from "./rechecks.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { type StoreScanOptions, storeScan } from "./store-scan.ts";
import { getTrends } from "./trends.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

/** Minutes since 1 November 2026, a Sunday. */
const onDay = (day: number, minutes = 600) => (day - 1) * 1440 + minutes;
const later = new Date("2027-06-01T00:00:00Z");

async function scanned(clusterId: string, report: ScanReport, options: StoreScanOptions = {}): Promise<void> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report, options);
}

const judgement = (node: string, verdict: Verdict, at: number, severity: Severity = "high"): CheckResult =>
  judged({ node, verdict, at: minute(at), severity });

const november = (query: Partial<TrendsQuery> = {}, now = later): Promise<Trends> =>
  getTrends({ from: "2026-11-01", to: "2026-11-30", ...query }, now);

const highs = (trends: Trends) => trends.points.map(({ day, open }) => [Number(day.slice(8)), open.high]);

async function recheck(clusterId: string, verdict: Verdict, at: number, node = "w1"): Promise<void> {
  const { items } = await listFindings({ cluster: clusterId, node, state: ["open", "resolved"] });
  const { id } = await requestRecheck(items[0]?.id ?? assert.fail("no finding"));
  await finishRecheck(id, reportOf({ at, nodes: [node], results: [judgement(node, verdict, at)] }));
}

test("a cluster that was not scanned on a day counts as it last stood, and a day without any scan is a gap", async () => {
  const [a, b] = [await addCluster(), await addCluster()];
  const scan = (cluster: string, day: number, verdicts: Verdict[]) => {
    const nodes = verdicts.map((_, index) => `n${index}`);
    const results = verdicts.map((verdict, index) => judgement(`n${index}`, verdict, onDay(day)));
    return scanned(cluster, reportOf({ at: onDay(day), nodes, results }));
  };
  await scan(a.id, 2, ["fail", "fail"]);
  await scan(b.id, 3, ["fail"]);
  await scan(b.id, 5, ["pass"]);
  assert.deepEqual(highs(await november({ clusterId: a.id })), [[2, 2]]);
  assert.deepEqual(highs(await november({ clusterId: b.id })), [
    [3, 1],
    [5, 0],
  ]);
  const all = await november();
  assert.deepEqual(highs(all), [
    [2, 2],
    [3, 3],
    [5, 2],
  ]);
  assert.deepEqual(
    all.points.map(({ nodesKnown, passed }) => [nodesKnown, passed]),
    [
      [2, 0],
      [3, 0],
      [3, 1],
    ],
  );
  assert.deepEqual(
    all.points.map(({ at }) => at),
    ["02", "03", "05"].map((day) => `2026-11-${day}T23:59:59.999Z`),
  );
  assert.deepEqual(all.points[2]?.exposures, [{ section: "kubelet", vantage: "worker-node", open: 3 }]);
  assert.deepEqual(all.marks, [{ day: "2026-11-03", kind: "cluster-added", names: [b.name] }]);
  assert.equal(all.firstDay, "2026-11-02");
  await deleteCluster(a.id);
  const without = await november();
  assert.deepEqual(
    highs(without),
    [
      [3, 1],
      [5, 0],
    ],
    "a removed cluster leaves every day it was counted in",
  );
  await deleteCluster(b.id);
  assert.deepEqual((await november()).points, []);
});

test("a re-check makes no point of a day without a scan, and yet the next sum counts what it changed", async () => {
  const [a, b] = [await addCluster(), await addCluster()];
  const one = (at: number, verdict: Verdict) =>
    reportOf({ at, nodes: ["w1"], results: [judgement("w1", verdict, at)] });
  await scanned(a.id, one(onDay(2), "fail"));
  await recheck(a.id, "pass", onDay(4));
  assert.deepEqual(highs(await november({ clusterId: a.id })), [[2, 1]]);
  await scanned(b.id, one(onDay(6), "fail"));
  assert.deepEqual(highs(await november()), [
    [2, 1],
    [6, 1],
  ]);
  await recheck(b.id, "pass", onDay(6, 700));
  assert.deepEqual(
    highs(await november()),
    [
      [2, 1],
      [6, 0],
    ],
    "on a day with a scan it moves the point",
  );
  await scanned(a.id, one(onDay(6, 800), "fail"));
  assert.deepEqual(highs(await november({ clusterId: a.id })), [
    [2, 1],
    [6, 1],
  ]);
  for (const { id } of [a, b]) await deleteCluster(id);
});

test("time to repair counts what was fixed; a node that is gone stands beside it, and weeks say when", async () => {
  const { id } = await addCluster();
  const report = (day: number, of: [string, Verdict][]) => {
    const results = of.map(([node, verdict]) => judgement(node, verdict, onDay(day)));
    return reportOf({ at: onDay(day), nodes: of.map(([node]) => node), results });
  };
  await scanned(
    id,
    report(2, [
      ["w1", "fail"],
      ["w10", "fail"],
      ["w100", "fail"],
    ]),
  );
  await scanned(
    id,
    report(4, [
      ["w1", "pass"],
      ["w10", "fail"],
      ["w100", "fail"],
    ]),
  );
  await scanned(
    id,
    report(10, [
      ["w1", "fail"],
      ["w10", "pass"],
    ]),
  );
  const { weeks, repair } = await november({ clusterId: id });
  assert.deepEqual(
    weeks.map(({ from, opened, reopened, fixed, ended }) => [
      from,
      opened.high,
      reopened.high,
      fixed.high,
      ended["node-gone"],
    ]),
    [
      ["2026-11-02", 3, 0, 1, 0],
      ["2026-11-09", 0, 1, 1, 1],
    ],
  );
  const high = repair.find(({ severity }) => severity === "high");
  assert.deepEqual(high, { severity: "high", fixed: 2, meanSeconds: 5 * 86_400, endedOtherwise: 1 });
  const part = await november({ dimension: "role", value: "worker" });
  assert.deepEqual(part.weeks, weeks);
  assert.deepEqual((await november({ clusterId: id, dimension: "role", value: "control-plane" })).repair[1]?.fixed, 0);
  await deleteCluster(id);
});

test("two clusters' scans that end at once do not lose one another", async () => {
  const clusters = await Promise.all([1, 2, 3, 4].map(() => addCluster()));
  for (let day = 2; day < 6; day += 1) {
    const one = reportOf({ at: onDay(day), nodes: ["w1"], results: [judgement("w1", "fail", onDay(day))] });
    await Promise.all(clusters.map(({ id }) => scanned(id, one)));
  }
  assert.deepEqual(highs(await november()), [
    [2, 4],
    [3, 4],
    [4, 4],
    [5, 4],
  ]);
  for (const { id } of clusters) await deleteCluster(id);
});

test("other rules are marked on the day they are first used, also when it is the first of the range", async () => {
  const { id } = await addCluster();
  const scan = (day: number, hash: string, checks: Record<string, string>) =>
    scanned(id, reportOf({ at: onDay(day), nodes: ["w1"], results: [] }), { rules: { hash, checks } });
  await scan(2, "rules-1", { "etcd-open": "1" });
  await scan(3, "rules-1", { "etcd-open": "1" });
  await scan(6, "rules-2", { "etcd-open": "2", "new-check": "1" });
  const mark = { day: "2026-11-06", kind: "rules", names: ["etcd-open", "new-check"] };
  assert.deepEqual((await november({ clusterId: id })).marks, [mark]);
  assert.deepEqual((await november({ clusterId: id, from: "2026-11-06" })).marks, [mark]);
  assert.deepEqual((await november()).marks, [mark]);
  await deleteCluster(id);
});

test("a range that is none is refused in a sentence", async () => {
  const refused = (query: Partial<TrendsQuery>, message: RegExp) =>
    assert.rejects(november(query), { code: "invalid", message });
  await refused({ from: "2026-02-30" }, /^from must be a day/);
  await refused({ to: "tomorrow" }, /^to must be a day/);
  await refused({ from: "2026-12-01" }, /begins after it ends/);
  await refused({ from: "2016-01-01" }, /at most 3660 days/);
  await refused({ value: "kube-system" }, /needs a dimension/);
});
