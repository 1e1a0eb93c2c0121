import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";
import { trendDimensions } from "../domain/views/trends-view.ts";
import { noCounts } from "../posture/index.ts";
import { query, transaction } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { exposureRows } from "./exposure-rows.ts";
import { seededChoices } from "./finding-fixture.ts";
import { listFindings } from "./findings.ts";
import { finishRecheck, requestRecheck, startRecheck } from "./rechecks.ts";
import { judged, minute, reportOf, seen } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";
import { readVerdictsAt } from "./trend-inputs.ts";
import { getTrends } from "./trends.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const { choose, whole } = seededChoices(4);
const range = { from: "2026-11-01", to: "2026-12-31" };
const now = new Date("2027-06-01T00:00:00Z");
const names = ["w1", "w10", "w100"];
const verdictOf = () => choose<Verdict>(["fail", "fail", "pass", "unknown", "not-applicable"]);
const resultOf = (node: string, port: number, at: number) =>
  judged({ node, port, verdict: verdictOf(), at: minute(at), severity: choose<Severity>(["critical", "high", "low"]) });

/** A scan of some of the nodes, on each of which some ports are open. */
async function scanSome(clusterId: string, at: number, leaving: boolean): Promise<void> {
  const nodes = leaving ? names.slice(0, whole(1, 3)) : names;
  const results = nodes.flatMap((node) => [10_250, 10_255].map((port) => resultOf(node, port, at)));
  const state = () => choose(["open", "closed"] as const);
  const observations = nodes.flatMap((node) =>
    [10_250, 10_255, 2379].map((port) => seen(node, port, state(), minute(at))),
  );
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, reportOf({ at, nodes, results, observations, sweeps: [] }));
}

async function recheckSome(clusterId: string, at: number): Promise<void> {
  const { items } = await listFindings({ cluster: clusterId, state: ["open", "resolved"] });
  if (items.length === 0) return;
  const { id: findingId, node, port } = choose(items);
  const { id } = await requestRecheck(findingId);
  await startRecheck(id, "worker-1");
  const name = node ?? "w1";
  const results = [resultOf(name, port ?? 10_255, at)];
  await finishRecheck(id, reportOf({ at, nodes: [name], results, observations: [], sweeps: [] }));
}

/** Open findings by severity as the spans tell of an instant. */
async function openAt(clusterId: string | null, at: string) {
  const rows = await query(
    (database) => database.$queryRaw<{ severity: Severity; count: number }[]>`
    select "severity", count(*)::int as "count" from "FindingSpan"
    where (${clusterId}::text is null or "clusterId" = ${clusterId}) and "state" in ('open', 'acknowledged')
      and "since" <= ${at}::timestamptz and "until" > ${at}::timestamptz group by 1`,
  );
  return { ...noCounts(), ...Object.fromEntries(rows.map(({ severity, count }) => [severity, count])) };
}

async function portsAt(clusterId: string | null, at: string): Promise<Record<string, number>> {
  const rows = await query(
    (database) => database.$queryRaw<{ key: string; open: number }[]>`
    select e."section" || '|' || e."vantageKind" as "key", count(*)::int as "open" from ${exposureRows(new Date(at))} e
    where (${clusterId}::text is null or e."clusterId" = ${clusterId}) and e."state" = 'open' group by 1`,
  );
  return Object.fromEntries(rows.map(({ key, open }) => [key, open]));
}

test("after any scans and re-checks, every point is what the memory says of the end of its day", async () => {
  const clusters = [(await addCluster()).id, (await addCluster()).id, (await addCluster()).id];
  const scannedDays = new Map<string, Set<string>>(clusters.map((id) => [id, new Set()]));
  let at = 1;
  for (let step = 0; step < 60; step += 1) {
    const clusterId = choose(clusters);
    if (whole(1, 3) > 1) {
      await scanSome(clusterId, at, clusterId !== clusters[0]);
      scannedDays.get(clusterId)?.add(minute(at + 1).slice(0, 10));
    } else await recheckSome(clusterId, at);
    // Now and then the last minute of a day: what was seen before midnight is stored after it.
    at = whole(1, 4) === 1 ? Math.ceil((at + 2) / 1440) * 1440 - 1 : at + whole(2, 1500);
  }
  const all = new Set([...scannedDays.values()].flatMap((days) => [...days]));
  for (const clusterId of [null, ...clusters]) {
    const trends = await getTrends({ ...range, ...(clusterId ? { clusterId } : {}) }, now);
    const expected = clusterId ? scannedDays.get(clusterId) : all;
    assert.deepEqual(
      trends.points.map(({ day }) => day),
      [...(expected ?? [])].sort(),
    );
    for (const point of trends.points) {
      const end = point.at ?? assert.fail("today has no scan");
      const of = `${clusterId ?? "all"} on ${point.day}`;
      assert.deepEqual(point.open, await openAt(clusterId, end), of);
      if (clusterId) {
        const verdicts = await transaction((tx) => readVerdictsAt(tx, clusterId, end));
        assert.deepEqual({ passed: point.passed, unknown: point.unknown }, verdicts, of);
      }
      // Ports of a node that left and came back are kept without its absence.
      if (clusterId === clusters[0]) {
        const ports = point.exposures.map(({ section, vantage, open }) => [`${section}|${vantage}`, open]);
        assert.deepEqual(Object.fromEntries(ports), await portsAt(clusterId, end), of);
      }
    }
    for (const dimension of trendDimensions.filter((name) => name !== "all")) {
      const part = { ...range, dimension, ...(clusterId ? { clusterId } : {}) };
      const { values } = await getTrends(part, now);
      const parts = await Promise.all(values.map((value) => getTrends({ ...part, value }, now)));
      const sums = trends.points.map((_, index) =>
        parts.reduce((sum, { points }) => sum + (points[index]?.open.high ?? 0), 0),
      );
      assert.deepEqual(
        sums,
        trends.points.map(({ open }) => open.high),
        dimension,
      );
    }
  }
});

test("what came less what ended is what the line rose by", async () => {
  const { points, weeks } = await getTrends(range, now);
  const sum = (of: Record<Severity, number>) => Object.values(of).reduce((total, count) => total + count, 0);
  const came = weeks.reduce((total, { opened, reopened }) => total + sum(opened) + sum(reopened), 0);
  const went = weeks.reduce(
    (total, { fixed, ended }) => total + sum(fixed) + Object.values(ended).reduce((a, b) => a + b, 0),
    0,
  );
  assert.ok(went > 0);
  const last = await openAt(null, "2026-12-31T23:59:59.999Z");
  assert.equal(came - went, sum(last));
  assert.ok(points.length > 10);
});
