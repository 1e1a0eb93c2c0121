import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Severity } from "../domain/severity.ts";
import type { TrendDayPoint } from "../domain/views/trends-view.ts";
import { accept, ada, days, findingsOf } from "./acceptances/acceptance-fixture.ts";
import { endAcceptances } from "./acceptances/end-acceptances.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { countFindings } from "./find-facets.ts";
import { seededChoices } from "./finding-fixture.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";
import { getTrends } from "./trends.ts";
import { triageFindings } from "./triage/triage-findings.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const day = 1440;
const range = { from: "2026-11-01", to: "2027-01-31" };
const { choose, whole } = seededChoices(11);

async function scan(
  clusterId: string,
  at: number,
  nodes: readonly { node: string; severity: Severity; fails: boolean }[],
) {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const results = nodes.map(({ node, severity, fails }) =>
    judged({ node, severity, verdict: fails ? "fail" : "pass", at: minute(at) }),
  );
  await storeScan(id, reportOf({ at, nodes: nodes.map(({ node }) => node), results }));
}

const sum = (counts: object) => Object.values(counts).reduce((total: number, count: number) => total + count, 0);

async function listed(cluster: string | null, at: string, name: "overdue" | "none", not: boolean): Promise<number> {
  const where = [{ field: "due" as const, not, values: [{ kind: "special" as const, name }] }];
  return sum(await countFindings({ ...(cluster ? { cluster } : {}), at, where }));
}

test("every past point counts what the list of that instant shows, whatever was scanned and decided since", async () => {
  const clusters = [(await addCluster()).id, (await addCluster()).id];
  const made: { createdAt: number; endedAt: number }[] = [];
  for (let n = 1; n <= 40; n += 1) {
    const at = n * day + whole(0, 600);
    for (const id of clusters) {
      const nodes = ["w1", "w10", "w100"].map((node) => {
        return { node, severity: choose<Severity>(["critical", "high", "low"]), fails: whole(0, 3) > 0 };
      });
      await scan(id, at, nodes);
    }
    const open = (await findingsOf(clusters[0] ?? "")).filter(({ state }) => state === "open");
    if (n % 7 === 0 && open.length > 0) {
      await accept(clusters[0] ?? "", at + 5, { expiresAt: minute(at + 5 * day) });
      made.push({ createdAt: at + 5, endedAt: at + 5 * day });
    }
    await endAcceptances(new Date(minute(at + 10)));
  }
  const now = days(100);
  for (const cluster of [null, ...clusters]) {
    const { points } = await getTrends({ ...range, ...(cluster ? { clusterId: cluster } : {}) }, now);
    assert.ok(points.length >= 39);
    for (const { day: of, at, sla } of points) {
      const due = await listed(cluster, at ?? "", "none", true);
      const overdue = await listed(cluster, at ?? "", "overdue", false);
      assert.deepEqual(sla, { due, overdue }, `${cluster ?? "all"} on ${of}`);
    }
    assert.ok(points.some(({ sla }) => (sla?.overdue ?? 0) > 0));
  }
});

test("acceptances are counted once over all clusters, and those that end within 14 days apart", async () => {
  const [one, two] = [(await addCluster()).id, (await addCluster()).id];
  const nodes = [{ node: "w1", severity: "high" as const, fails: true }];
  const from = 50 * day;
  for (const id of [one, two]) await scan(id, from, nodes);
  const acceptance = { scope: "check" as const, check: "kubelet-readonly-port-open", cluster: null };
  await accept(one, from + 5, { ...acceptance, expiresAt: minute(from + 30 * day) });
  for (const at of [from + 10 * day, from + 20 * day]) for (const id of [one, two]) await scan(id, at, nodes);
  await endAcceptances(new Date(minute(from + 31 * day)));
  for (const id of [one, two]) await scan(id, from + 32 * day, nodes);
  const pointsOf = async (clusterId?: string) => {
    const { points } = await getTrends(
      { from: "2026-12-21", to: "2027-02-28", ...(clusterId ? { clusterId } : {}) },
      days(200),
    );
    return points.map(({ acceptances }: TrendDayPoint) => acceptances);
  };
  const expected = [
    { active: 1, ending: 0 },
    { active: 1, ending: 0 },
    { active: 1, ending: 1 },
    { active: 0, ending: 0 },
  ];
  assert.deepEqual(await pointsOf(one), expected);
  assert.deepEqual(await pointsOf(two), expected);
  assert.deepEqual((await pointsOf()).slice(-3), expected.slice(-3));
});

test("today's point is how it stands now, also of a part", async () => {
  const { id } = await addCluster();
  const at = 90 * day;
  await scan(id, at, [{ node: "w1", severity: "critical", fails: true }]);
  const [finding] = await findingsOf(id);
  const items = [{ id: finding?.id ?? "", version: finding?.version ?? 0 }];
  const dueAt = new Date(minute(at + 60)).toISOString();
  await triageFindings({ kind: "due", at: dueAt }, { kind: "findings", items }, ada, new Date(minute(at + 10)));
  const query = { clusterId: id, from: "2027-01-30", to: "2027-01-30" };
  const soon = await getTrends(query, new Date(minute(at + 30)));
  const [point] = soon.points;
  assert.equal(point?.at, null);
  assert.equal(point?.sla?.due, 1);
  const role = await getTrends({ ...query, dimension: "role", value: "worker" }, new Date(minute(at + 30)));
  assert.deepEqual(role.points[0]?.sla, point?.sla);
  assert.equal(role.points[0]?.acceptances, null);
});
