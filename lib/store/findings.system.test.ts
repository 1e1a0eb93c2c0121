import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { severities } from "../domain/severity.ts";
import { type FindingQuery, type FindingRow, findingSorts } from "../domain/views/finding-view.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { countFindings, facetFindings } from "./find-facets.ts";
import { groupFindings, listFindings, openSubjects } from "./findings.ts";
import { getOverview } from "./overview.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
let cluster: string;
const nodes = Array.from({ length: 9 }, (_, index) => `node-${index}`);
const checks = ["kubelet-readonly-port-open", "etcd-client-unauthenticated", "kube-proxy-metrics-exposed"];

/** Nine nodes with three fails each, in all severities; further ports are added by later scans. */
function report(at: number, ports: number[]) {
  const results = nodes.flatMap((node, n) =>
    checks.flatMap((checkId, c) =>
      ports.map((port) =>
        judged({ node, checkId, port, verdict: "fail", severity: severities[(n + c) % 5] ?? "info", at: minute(at) }),
      ),
    ),
  );
  return reportOf({ at, nodes, results });
}

async function scan(clusterId: string, at: number, ports: number[]): Promise<void> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report(at, ports));
}

before(async () => {
  ({ stop } = await startTestDatabase());
  cluster = (await addCluster({ name: "lon-prod-1" })).id;
  await scan(cluster, 1, [10255]);
});
after(() => stop());

async function pages(query: FindingQuery, between: (page: number) => Promise<void> = async () => {}) {
  const found: FindingRow[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 100; page += 1) {
    const slice = await listFindings({ ...query, limit: 4, ...(cursor ? { cursor } : {}) });
    found.push(...slice.items);
    cursor = slice.nextCursor;
    if (!cursor) return found;
    await between(page);
  }
  return assert.fail("the list does not end");
}

for (const sort of findingSorts) {
  test(`pages sorted by ${sort} follow each other without doubles or gaps, also when rows come in between`, async () => {
    const other = (await addCluster()).id;
    await scan(other, 2, [10255]);
    const whole = (await listFindings({ cluster: other, sort, limit: 500 })).items.map((row) => row.id);
    assert.equal(whole.length, 27);
    assert.deepEqual(
      (await pages({ cluster: other, sort })).map((row) => row.id),
      whole,
    );
    const during = await pages({ cluster: other, sort }, async (page) => {
      if (page === 2) await scan(other, 5, [4001]);
    });
    const ids = during.map((row) => row.id);
    assert.equal(new Set(ids).size, ids.length);
    // The scan in between looked at the old rows again only where it judged them: it did not, so none moved.
    assert.deepEqual(
      ids.filter((id) => whole.includes(id)),
      whole,
    );
  });
}

test("severity comes worst first, failing-since oldest first", async () => {
  const ranks = (await listFindings({ cluster, limit: 100 })).items.map((row) => severities.indexOf(row.severity));
  assert.deepEqual(
    ranks,
    [...ranks].sort((a, b) => a - b),
  );
});

test("a cursor that is none, or of another sort, is refused with a sentence", async () => {
  const { nextCursor } = await listFindings({ cluster, limit: 1 });
  const wrong = [{ cursor: "garbage" }, { cursor: nextCursor ?? "", sort: "node" as const }];
  for (const query of wrong) await assert.rejects(listFindings(query), { code: "invalid" });
  const forged = Buffer.from(JSON.stringify(["severity", "x", "y", "z"])).toString("base64url");
  await assert.rejects(listFindings({ cursor: forged }), { code: "invalid" });
  await assert.rejects(listFindings({ limit: 0 }), { code: "invalid" });
});

test("filters narrow the list, and every number comes out the same", async () => {
  const asked: FindingQuery = { cluster, severity: ["critical"], component: ["kubelet"] };
  const { items, total } = await listFindings(asked);
  assert.equal(items.length, total);
  assert.ok(total > 0 && items.every((row) => row.severity === "critical" && row.component === "kubelet"));
  assert.equal((await countFindings(asked)).critical, total);
  const facets = await facetFindings(asked);
  assert.equal(facets.severity.critical, total);
  assert.equal(facets.component.find(({ id }) => id === "kubelet")?.count, total);
  assert.equal(facets.cluster.find(({ id }) => id === cluster)?.count, total);
  const all = await facetFindings({ cluster });
  const overview = await getOverview({ clusterId: cluster, days: 30 });
  assert.deepEqual(overview.open, all.severity);
  assert.deepEqual(overview.clusters[0]?.open, all.severity);
  assert.equal(all.state.open, 27);
});

test("every word of a search must occur, in any case, and wildcards are plain characters", async () => {
  const count = async (q: string) => (await listFindings({ q })).total;
  assert.equal(await count("LON-prod node-3 etcd"), 1);
  assert.equal(await count("lon-prod 10255"), 27);
  assert.equal(await count("nowhere"), 0);
  assert.equal(await count("%"), 0);
  assert.equal(await count("node_3"), 0);
});

test("a node, a port and a state can be asked for", async () => {
  assert.equal((await listFindings({ cluster, node: "node-1" })).total, 3);
  assert.equal((await listFindings({ cluster, port: 10255 })).total, 27);
  assert.equal((await listFindings({ cluster, port: 1 })).total, 0);
  assert.equal((await listFindings({ cluster, state: ["resolved"] })).total, 0);
  assert.equal((await listFindings({ cluster, verdict: ["unknown"] })).total, 0);
});

test("sorted by due date the most urgent come first, and what has no date last", async () => {
  const all: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listFindings({ cluster, sort: "due", limit: 10, ...(cursor ? { cursor } : {}) });
    all.push(...page.items.map(({ dueAt }) => dueAt ?? "none"));
    cursor = page.nextCursor;
  } while (cursor);
  assert.equal(all.length, 27);
  assert.deepEqual(all, [...all].sort());
  assert.ok(all[0]?.startsWith("20"), all[0]);
});

test("groups by check and by node add up to the list, the worst first", async () => {
  const byCheck = await groupFindings({ cluster }, "check");
  assert.deepEqual(byCheck.map(({ key }) => key).sort(), [...checks].sort());
  assert.ok(byCheck.every(({ count, worst }) => count === 9 && worst === "critical"));
  assert.ok(byCheck.every((group) => group.nodes === 9));
  const byNode = await groupFindings({ cluster }, "node");
  assert.deepEqual(byNode.map(({ title }) => title).sort(), nodes);
  assert.equal(byNode[0]?.worst, "critical");
  assert.equal(byNode[0]?.oldestFailingSince, minute(1));
  assert.equal((await groupFindings({ cluster }, "finding")).length, 27);
});

test("the next scan is told every subject whose finding is not resolved", async () => {
  const subjects = await openSubjects(cluster);
  assert.equal(subjects.length, 27);
  assert.equal(subjects[0]?.subject.kind, "Node");
});
