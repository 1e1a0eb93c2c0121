import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { changeKinds } from "../../domain/finding-state.ts";
import type { CheckResult, ScanReport } from "../../domain/scan-report.ts";
import { severities } from "../../domain/severity.ts";
import { verdicts } from "../../domain/verdict.ts";
import {
  type ComparedScan,
  compareScans as compareInMemory,
  fingerprint,
  mergeByFingerprint,
} from "../../posture/index.ts";
import { getDatabase } from "../client.ts";
import { addCluster, startTestDatabase } from "../database-fixture.ts";
import { clusterUid, judged, minute, reportOf } from "../report-fixture.ts";
import { requestScan } from "../request-scan.ts";
import { startScan } from "../run-scan-state.ts";
import { storeScan } from "../store-scan.ts";
import { compareScans } from "./compare-scans.ts";
import { openResult } from "./open-result.ts";
import { loadScanPair } from "./scan-pair.ts";

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

/** Node w1 can be the machine w1#0 or, after it was replaced, w1#1. */
function onMachine(result: CheckResult, machine: string): CheckResult {
  const subject = { ...result.subject, uid: machine };
  return { ...result, subject, fingerprint: fingerprint({ clusterUid, subject, checkId: result.checkId }) };
}

function inTheCluster(report: ScanReport, machines: ReadonlyMap<string, string>): ScanReport {
  const nodes = report.nodes.map((node) => ({ ...node, uid: machines.get(node.name) ?? node.uid }));
  return { ...report, nodes };
}

const anyScan = fc.record({
  machines: fc
    .tuple(fc.subarray(["w1", "w2", "w3"], { minLength: 1 }), fc.array(fc.nat(1), { minLength: 3, maxLength: 3 }))
    .map(([names, generation]) => new Map(names.map((name, index) => [name, `${name}#${generation[index]}`]))),
  judgements: fc.array(
    fc.record({
      node: fc.constantFrom("w1", "w2", "w3"),
      checkId: fc.constantFrom("a", "b", "c"),
      port: fc.constantFrom(10250, 10255),
      verdict: fc.constantFrom(...verdicts),
      severity: fc.constantFrom(...severities),
    }),
    { maxLength: 14 },
  ),
  outcome: fc.constantFrom("complete" as const, "complete" as const, "partial" as const),
  profile: fc.constantFrom("quick" as const, "standard" as const, "standard" as const),
});

function reportAt(at: number, scan: typeof anyScan extends fc.Arbitrary<infer Value> ? Value : never): ScanReport {
  const { machines, judgements, outcome, profile } = scan;
  const results = judgements
    .filter(({ node }) => machines.has(node))
    .map((of) => onMachine(judged({ ...of, at: minute(at) }), machines.get(of.node) ?? ""));
  return inTheCluster(reportOf({ at, nodes: [...machines.keys()], results, outcome, profile }), machines);
}

function inMemory({ results, outcome, profile, nodes }: ScanReport): ComparedScan {
  const complete = outcome === "complete";
  return {
    results: mergeByFingerprint(results).map((result) => ({ ...result, vantage: result.vantage.kind })),
    complete,
    profile,
    nodeUids: complete ? nodes.map(({ uid }) => uid) : null,
  };
}

async function listedKinds(a: string, b: string, kind?: (typeof changeKinds)[number]) {
  const found: [fingerprint: string, kind: string][] = [];
  let cursor: string | null = null;
  do {
    const page = await compareScans(a, b, { limit: 3, ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) });
    found.push(...page.results.items.map((row): [string, string] => [row.fingerprint, row.kind]));
    cursor = page.results.nextCursor;
  } while (cursor !== null);
  return found;
}

test("a comparison equals the plain comparison of both full result sets, whatever the scans were", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyScan, { minLength: 2, maxLength: 5 }), async (scans) => {
      const { id: clusterId } = await addCluster();
      const reports = scans.map((scan, index) => reportAt(index * 5, scan));
      const ids: string[] = [];
      for (const report of reports) ids.push(await stored(clusterId, report));
      for (const [i, a] of reports.entries()) {
        for (const [j, b] of reports.entries()) {
          const expected = compareInMemory(inMemory(a), inMemory(b));
          const { counts } = await compareScans(ids[i] ?? "", ids[j] ?? "");
          for (const kind of changeKinds) {
            const wanted = expected.filter((change) => change.kind === kind).length;
            assert.equal(counts[kind], wanted, `${kind} of scans ${i} and ${j}`);
          }
        }
      }
      const last = reports.length - 1;
      const [a, b] = [reports[0], reports[last]];
      if (!a || !b) return;
      const expected = compareInMemory(inMemory(a), inMemory(b)).map(({ kind, result }) => [result.fingerprint, kind]);
      const listed = await listedKinds(ids[0] ?? "", ids[last] ?? "");
      const same = await listedKinds(ids[0] ?? "", ids[last] ?? "", "same");
      assert.deepEqual([...listed, ...same].sort(), expected.sort());
    }),
    { numRuns: 25 },
  );
});

const fails = (node: string, at: number, severity: "low" | "high" = "high") =>
  judged({ node, verdict: "fail", at: minute(at), severity });

test("the list goes kind by kind, the gravest first, and its pages neither lose nor repeat a row", async () => {
  const { id } = await addCluster();
  const nodes = ["n1", "n2", "n3", "n4", "n5", "n6"];
  const passing = nodes.map((node) => judged({ node, verdict: "pass", at: minute(1) }));
  const a = await stored(id, reportOf({ at: 1, nodes, results: [...passing.slice(0, 5), fails("n6", 1)] }));
  const worse = ["n1", "n2", "n3", "n4", "n5"].map((node, index) => fails(node, 5, index === 3 ? "high" : "low"));
  const fixed = judged({ node: "n6", verdict: "pass", at: minute(5) });
  const b = await stored(id, reportOf({ at: 5, nodes, results: [...worse, fixed] }));
  const whole = await compareScans(a, b);
  assert.deepEqual(
    whole.results.items.map(({ kind, node }) => `${kind} ${node}`),
    ["new n4", "new n1", "new n2", "new n3", "new n5", "fixed n6"],
  );
  assert.deepEqual(
    await listedKinds(a, b),
    whole.results.items.map(({ fingerprint: of, kind }) => [of, kind]),
  );
  assert.deepEqual([whole.earlier, whole.results.total], ["a", 6]);
  const back = await compareScans(b, a);
  assert.deepEqual([back.earlier, back.counts.new, back.counts.fixed], ["b", 1, 5]);
  await assert.rejects(compareScans(a, b, { cursor: "garbage" }), { code: "invalid" });
});

test("a replaced node is neither new nor fixed where it fails as the old one did, and says so", async () => {
  const { id } = await addCluster();
  const old = new Map([["w1", "old"]]);
  const next = new Map([
    ["w1", "next"],
    ["w2", "grown"],
  ]);
  const first = reportOf({ at: 1, nodes: ["w1"], results: [onMachine(fails("w1", 1), "old")] });
  const results = [onMachine(fails("w1", 5), "next"), onMachine(fails("w2", 5), "grown")];
  const a = await stored(id, inTheCluster(first, old));
  const b = await stored(id, inTheCluster(reportOf({ at: 5, nodes: ["w1", "w2"], results }), next));
  const { counts, results: page } = await compareScans(a, b);
  assert.deepEqual(counts, { new: 1, fixed: 0, changed: 1, same: 0, "not-comparable": 0, "gone-with-node": 1 });
  const [fresh, changed] = page.items;
  assert.match(fresh?.detail ?? "", /^New with its node: /);
  assert.match(changed?.detail ?? "", /^node: replaced by another of this name/);
});

test("a check that was revised, added or removed between the scans makes no claim", async () => {
  const { id } = await addCluster();
  const of = (checkId: string, verdict: "fail" | "pass", at: number) =>
    judged({ node: "w1", verdict, at: minute(at), checkId });
  const before = [of("kept", "fail", 1), of("revised", "fail", 1), of("removed", "fail", 1)];
  const now = [of("kept", "pass", 5), of("revised", "pass", 5), of("added", "fail", 5)];
  const a = await stored(id, reportOf({ at: 1, nodes: ["w1"], results: before }));
  const b = await stored(id, reportOf({ at: 5, nodes: ["w1"], results: now }));
  const sets = { [a]: { kept: 1, revised: 1, removed: 1 }, [b]: { kept: 1, revised: 2, added: 1 } };
  for (const [scan, checks] of Object.entries(sets)) {
    await getDatabase().ruleSet.create({ data: { hash: `rules of ${scan}`, checks, firstUsedAt: new Date() } });
    await getDatabase().scan.update({ where: { id: scan }, data: { rulesHash: `rules of ${scan}` } });
  }
  const { counts, rules, results } = await compareScans(a, b);
  assert.deepEqual(rules, { added: ["added"], removed: ["removed"], revised: ["revised"] });
  assert.deepEqual([counts.fixed, counts["not-comparable"], counts.new], [1, 3, 0]);
  for (const row of results.items.slice(1)) assert.match(row.detail ?? "", /^The rules differ: /);
});

test("an opened row shows both proofs, and says where retention removed one", async () => {
  const { id } = await addCluster();
  const a = await stored(id, reportOf({ at: 1, nodes: ["w1"], results: [fails("w1", 1)] }));
  const passes = judged({ node: "w1", verdict: "pass", at: minute(5) });
  const b = await stored(id, reportOf({ at: 5, nodes: ["w1"], results: [passes] }));
  const [row] = (await compareScans(a, b)).results.items;
  assert.deepEqual(row?.fields.slice(0, 2), [
    { field: "verdict", before: "fail", after: "pass" },
    { field: "headline", before: "Port 10255 of w1 is open", after: "The port is closed" },
  ]);
  const pair = await loadScanPair(a, b);
  const opened = await openResult(pair, row?.id ?? 0);
  const received = (proof: typeof opened.before) =>
    Array.isArray(proof.evidence) ? proof.evidence.map((item) => item.received) : proof.evidence;
  assert.deepEqual([received(opened.before), received(opened.after)], [["open"], ["pass"]]);
  await getDatabase().$executeRaw`delete from "Evidence" where "items"->0->>'received' = 'open'`;
  assert.equal(received((await openResult(pair, row?.id ?? 0)).before), "removed");
  await assert.rejects(openResult(pair, 2_000_000_000), { code: "not-found" });
});
