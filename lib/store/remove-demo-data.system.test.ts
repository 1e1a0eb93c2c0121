import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { forgetDemoRemoval, markDemoPast, readDemoState } from "./demo-state.ts";
import { removeDemoData } from "./remove-demo-data.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

async function scan(clusterId: string, at: number, verdict: "fail" | "pass"): Promise<void> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker");
  const result = judged({
    node: "node-1",
    checkId: "kubelet-readonly-port-open",
    port: 10_255,
    verdict,
    at: minute(at),
  });
  await storeScan(id, reportOf({ at, nodes: ["node-1"], results: [result] }));
}

/** Rows of every table that hold something of a cluster. */
async function rowsOf(clusterId: string): Promise<Record<string, number>> {
  const tables = ["Scan", "Node", "Finding", "FindingEvent", "FindingSpan", "Judgement", "JudgementHistory", "Change"];
  const counted: Record<string, number> = {};
  for (const table of [...tables, "PortTarget", "TrendDay", "TrendFlow", "DemoState"]) {
    const rows = await getDatabase().$queryRawUnsafe<{ count: number }[]>(
      `select count(*)::int as "count" from "${table}" where "clusterId" = $1`,
      clusterId,
    );
    if (rows[0]?.count) counted[table] = rows[0].count;
  }
  return counted;
}

const countOf = async (sql: string): Promise<number> =>
  (await getDatabase().$queryRawUnsafe<{ count: number }[]>(`select count(*)::int as "count" from ${sql}`))[0]?.count ??
  -1;

test("the demo's data goes with all that it left, and nothing else does", async () => {
  const demo = await addCluster({ isDemo: true });
  const own = await addCluster();
  await markDemoPast(demo.id, "made");
  for (const { id } of [demo, own]) {
    await scan(id, 1, "fail");
    await scan(id, 2, "pass");
    await scan(id, 3, "fail");
  }
  const before = await rowsOf(own.id);
  assert.ok(Object.keys(await rowsOf(demo.id)).length >= 8, "there is something to remove");
  assert.equal(await removeDemoData(), 1);
  assert.deepEqual(await rowsOf(demo.id), {});
  assert.deepEqual(await rowsOf(own.id), before);
  const left = await countOf(
    `"Evidence" e where not exists (select from "Judgement" j where j."evidenceHash" = e."hash")
       and not exists (select from "JudgementHistory" h where h."evidenceHash" = e."hash")
       and not exists (select from "Finding" f where e."hash" in (f."evidenceHash", f."previousEvidenceHash"))`,
  );
  assert.equal(left, 0, "no proof that nobody cites");
  const sums = (clusterId: string) =>
    getDatabase().trendDay.findMany({
      where: { clusterId, dimension: "all" },
      select: { day: true, openCritical: true, openHigh: true, openMedium: true },
    });
  assert.deepEqual(await sums(""), await sums(own.id), "the trends of all clusters are those of the one that is left");
});

test("that it was removed is remembered until somebody wants it back", async () => {
  const { removedAt } = await readDemoState();
  assert.ok(Date.parse(removedAt ?? "") > 0);
  assert.equal(await removeDemoData(), 0, "there is nothing left to remove");
  await forgetDemoRemoval();
  assert.deepEqual(await readDemoState(), { removedAt: null, pasts: new Map() });
});
