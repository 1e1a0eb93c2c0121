import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { parseFilter } from "../domain/filter-language/index.ts";
import { findingStates } from "../domain/finding-state.ts";
import { severities } from "../domain/severity.ts";
import { type FindingQuery, type FindingRow, findingSorts } from "../domain/views/finding-view.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { countFindings, facetFindings } from "./find-facets.ts";
import { groupFindings, listFindings } from "./findings.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop = async () => {};
/** How every finding stood after each scan. */
const snapshots: { at: string; rows: string[] }[] = [];
const every = [...findingStates];
const nodes = ["a", "bb", "ccc"];
const checks = ["kubelet-readonly-port-open", "etcd-plaintext"];

const brief = ({ id, state, severity, verdict, failingSince, resolution }: FindingRow) =>
  [id, state, severity, verdict, failingSince, resolution].join(" ");

const termsOf = (text: string) => parseFilter(text).terms;

async function everyRow(asked: FindingQuery): Promise<FindingRow[]> {
  const rows: FindingRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await listFindings({ ...asked, limit: 5, ...(cursor ? { cursor } : {}) });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

async function scan(clusterId: string, of: Parameters<typeof reportOf>[0]): Promise<void> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, reportOf(of));
}

before(async () => {
  ({ stop } = await startTestDatabase());
  const clusterId = (await addCluster()).id;
  const [plan] = fc.sample(
    fc.array(
      fc.array(
        fc.tuple(fc.constantFrom("fail", "fail", "pass", "unknown"), fc.constantFrom("critical", "high", "low")),
        {
          minLength: 6,
          maxLength: 6,
        },
      ),
      { minLength: 9, maxLength: 9 },
    ),
    { numRuns: 1, seed: 5 },
  );
  for (const [index, round] of (plan ?? []).entries()) {
    const at = index * 10;
    // The last node leaves in the second half, and what stood on it ends otherwise than fixed.
    const present = index < 6 ? nodes : nodes.slice(0, 2);
    const results = present.flatMap((node, n) =>
      checks.map((checkId, c) => {
        const [verdict, severity] = round[n * 2 + c] ?? ["pass", "low"];
        return judged({ node, checkId, verdict, severity, at: minute(at), port: 10255 + c } as Parameters<
          typeof judged
        >[0]);
      }),
    );
    await scan(clusterId, { at, nodes: present, results });
    const rows = await everyRow({ state: every });
    snapshots.push({ at: minute(at + 1), rows: rows.map(brief).sort() });
  }
});
after(() => stop());

test("findings as of an instant are what they were after the last scan before it", async () => {
  for (const [index, { at, rows }] of snapshots.entries()) {
    const then = await everyRow({ at, state: every });
    assert.deepEqual(then.map(brief).sort(), rows, `scan ${index}`);
    const later = new Date(Date.parse(at) + 5 * 60_000).toISOString();
    assert.deepEqual(
      (await everyRow({ at: later, state: every })).map(brief).sort(),
      rows,
      `between ${index} and next`,
    );
  }
  assert.ok(new Set(snapshots.map(({ rows }) => rows.join())).size > 5, "the scans differ");
});

test("the filter language asks for an instant as the parameter does, and ages count back from it", async () => {
  for (const { at } of snapshots) {
    const ids = async (query: FindingQuery) => (await everyRow(query)).map(({ id }) => id).sort();
    const asked = (text: string) => ids({ where: termsOf(`${text} at:${at}`) });
    assert.deepEqual(await asked("state:all"), await ids({ at, state: every }));
    assert.deepEqual(
      await asked("-severity:low node:B*"),
      await ids({ at, severity: ["critical", "high"], node: "bb" }),
    );
    const then = await everyRow({ at });
    const longer = then.filter(({ failingSince }) => Date.parse(failingSince ?? at) < Date.parse(at) - 15 * 60_000);
    assert.deepEqual(await asked("age>15m"), longer.map(({ id }) => id).sort());
    const facets = await facetFindings({ where: termsOf(`-severity:low check:etcd-* at:${at}`) });
    assert.equal(facets.severity.low, (await ids({ at, severity: ["low"], check: ["etcd-plaintext"] })).length);
  }
});

test("before the first scan there was nothing, and in the time to come it is as now", async () => {
  assert.deepEqual(await everyRow({ at: minute(-1), state: every }), []);
  const now = (await everyRow({ state: every })).map(brief).sort();
  assert.deepEqual((await everyRow({ at: minute(9_999), state: every })).map(brief).sort(), now);
});

test("list, count, facets and groups agree under every filter, now and as of any instant", async () => {
  const asked: fc.Arbitrary<FindingQuery> = fc.record({
    at: fc.option(fc.integer({ min: -5, max: 95 }).map(minute), { nil: undefined }),
    severity: fc.option(fc.subarray([...severities], { minLength: 1, maxLength: 2 }), { nil: undefined }),
    state: fc.option(fc.subarray([...findingStates], { minLength: 1 }), { nil: undefined }),
    check: fc.option(fc.subarray(checks, { minLength: 1 }), { nil: undefined }),
    verdict: fc.option(fc.constantFrom(["fail" as const], ["unknown" as const]), { nil: undefined }),
    node: fc.option(fc.constantFrom(...nodes), { nil: undefined }),
    port: fc.option(fc.constantFrom(10255, 10256), { nil: undefined }),
    nodeRole: fc.option(fc.constantFrom(["worker"], ["control-plane"]), { nil: undefined }),
    q: fc.option(fc.constantFrom("port", "10256"), { nil: undefined }),
    where: fc.option(
      fc
        .constantFrom("age>10m", "-node:b*", "due:none -assignee:x", "has:comment", "seen<1h", "-port:10255")
        .map(termsOf),
      { nil: undefined },
    ),
    sort: fc.constantFrom(...findingSorts),
  } as never);
  await fc.assert(
    fc.asyncProperty(asked, async (raw) => {
      const query = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)) as FindingQuery;
      const { sort: _sort, ...filter } = query;
      const rows = await everyRow(query);
      const total = (await listFindings(query)).total;
      const counts = await countFindings(filter);
      assert.equal(rows.length, total);
      assert.equal(new Set(rows.map(({ id }) => id)).size, total);
      for (const severity of severities) {
        assert.equal(counts[severity], rows.filter((row) => row.severity === severity).length);
      }
      const facets = await facetFindings(filter);
      for (const severity of severities) {
        assert.equal(facets.severity[severity], (await listFindings({ ...filter, severity: [severity] })).total);
      }
      for (const state of findingStates) {
        assert.equal(facets.state[state], (await listFindings({ ...filter, state: [state] })).total);
      }
      for (const { id, count } of facets.check) {
        assert.equal(count, (await listFindings({ ...filter, check: [id] })).total);
      }
      const groups = await groupFindings(filter, "check");
      assert.equal(
        groups.reduce((sum, { count }) => sum + count, 0),
        total,
      );
    }),
    { numRuns: 40 },
  );
});

test("an instant that is none is refused", async () => {
  await assert.rejects(listFindings({ at: "then" }), /at must be/);
});
