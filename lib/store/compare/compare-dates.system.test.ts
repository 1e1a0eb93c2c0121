import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ScanReport } from "../../domain/scan-report.ts";
import { getDatabase } from "../client.ts";
import { addCluster, startTestDatabase } from "../database-fixture.ts";
import { judged, minute, reportOf } from "../report-fixture.ts";
import { requestScan } from "../request-scan.ts";
import { startScan } from "../run-scan-state.ts";
import { storeScan } from "../store-scan.ts";
import { compareDates, scansAtDates } from "./compare-dates.ts";
import { compareNodes } from "./compare-nodes.ts";
import { compareScans } from "./compare-scans.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

async function stored(clusterId: string, report: ScanReport): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: report.profile, trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report);
  return id;
}

const at = (n: number, verdict: "fail" | "pass") =>
  reportOf({ at: n, nodes: ["a"], results: [judged({ node: "a", verdict, at: minute(n) })] });

test("a date stands for the last scan that had ended by then, and a date before the first is said", async () => {
  const { id, name } = await addCluster();
  const first = await stored(id, at(10, "fail"));
  const second = await stored(id, at(20, "pass"));
  assert.deepEqual(await scansAtDates(id, minute(15), minute(30)), { a: first, b: second });
  assert.deepEqual(await scansAtDates(id, minute(11), "2026-11-01"), { a: first, b: second });
  assert.deepEqual(await scansAtDates(id, "2026-11-05", minute(20)), { a: second, b: first });
  const early = new RegExp(`^No scan of ${name} had ended by 2026-10-31: the first ended at 2026-11-01`);
  await assert.rejects(scansAtDates(id, "2026-10-31", "2026-11-02"), { code: "invalid", message: early });
  await assert.rejects(scansAtDates(id, "someday", "2026-11-02"), { code: "invalid", message: /is no date/ });
  await assert.rejects(scansAtDates("nothing", "2026-11-01", "2026-11-02"), { code: "not-found" });
});

test("all clusters between two dates have the counts of their own comparisons", async () => {
  const { id: one } = await addCluster();
  const a = await stored(one, at(10, "fail"));
  const b = await stored(one, at(20, "pass"));
  const { id: never } = await addCluster();
  const rows = await compareDates(minute(15), minute(30));
  const row = rows.find(({ clusterId }) => clusterId === one);
  assert.deepEqual(row?.counts, (await compareScans(a, b)).counts);
  assert.equal(row?.counts?.fixed, 1);
  assert.equal(rows.find(({ clusterId }) => clusterId === never)?.counts, null);
});

test("a scan of which only the numbers are kept cannot be compared, and says so", async () => {
  const { id } = await addCluster();
  const a = await stored(id, at(10, "fail"));
  const b = await stored(id, at(20, "fail"));
  await getDatabase().$executeRaw`update "Scan" set "judged" = null where "id" = ${b}`;
  await assert.rejects(compareScans(a, b), { code: "conflict", message: /only its numbers are kept/ });
});

test("two nodes of different clusters are compared as they are now", async () => {
  const [{ id: one }, { id: other }] = [await addCluster(), await addCluster()];
  const judgement = (node: string, verdict: "fail" | "pass") => judged({ node, verdict, at: minute(10) });
  await stored(one, reportOf({ at: 10, nodes: ["a"], results: [judgement("a", "fail")] }));
  await stored(other, reportOf({ at: 10, nodes: ["b"], results: [judgement("b", "pass")] }));
  const nodes = await getDatabase().node.findMany({
    where: { clusterId: { in: [one, other] } },
    orderBy: { name: "asc" },
  });
  const [a, b] = nodes.map(({ id }) => id);
  const { counts, differences } = await compareNodes(a ?? "", b ?? "");
  assert.deepEqual(counts.results, { differs: 1, "only-a": 0, "only-b": 0, "not-comparable": 0, same: 0 });
  assert.equal(counts.ports.same, 1);
  assert.deepEqual(differences[0]?.lines.before, ["fail on a", "→ connect a:10255", "← open"]);
  await assert.rejects(compareNodes(a ?? "", a ?? ""), { code: "invalid", message: /same node twice/ });
  await assert.rejects(compareNodes(a ?? "", "nothing"), { code: "not-found" });
});
