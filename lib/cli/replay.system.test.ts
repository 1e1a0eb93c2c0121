import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checks } from "../checks/index.ts";
import type { Check } from "../domain/check.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { Fleet } from "../fleet/index.ts";
import { fleetOn, scanFleet } from "../scan/fleet-fixture.ts";
import { ruleSet } from "../scan/index.ts";
import { addCluster, startTestDatabase } from "../store/database-fixture.ts";
import { getDatabase, listRawScans, requestScan, startScan, storeRawEvidence, storeScan } from "../store/index.ts";
import { breakwater } from "./breakwater-fixture.ts";
import { type ReplayedOne, replayCluster } from "./replay-scans.ts";

const corrected = "kubelet-readonly-port-open";
const dayMs = 24 * 60 * 60_000;
let fleet: Fleet;
let clusterId: string;
const stops: (() => Promise<void>)[] = [];

before(async () => {
  const [running, database] = [await fleetOn("127.125"), await startTestDatabase()];
  stops.push(running.stop, database.stop);
  fleet = running.fleet;
  ({ id: clusterId } = await addCluster({ name: "harbor" }));
  for (const daysAgo of [2, 1, 0]) {
    if (daysAgo === 1) await fleet.fix(fleet.faults().find(({ cluster }) => cluster === "harbor")?.id ?? "");
    await scanOn(daysAgo);
  }
});
after(async () => {
  for (const stop of stops) await stop();
});

/** One scan as the worker makes it, by a clock that stands some days back. */
async function scanOn(daysAgo: number): Promise<void> {
  const now = () => new Date(Date.now() - daysAgo * dayMs);
  const kept: RawEvidence[] = [];
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker", now());
  const report = await scanFleet(fleet, "harbor", { now, onEvidence: (raw) => kept.push(raw) });
  await storeScan(id, report, { knownChecks: checks.map((check) => check.id) });
  for (const raw of kept) await storeRawEvidence(id, clusterId, new Date(report.finishedAt), raw);
}

async function replay(by: readonly Check[], options: { dryRun?: boolean; only?: string[] } = {}) {
  const told: ReplayedOne[] = [];
  const done = await replayCluster(await listRawScans({ clusterId }), {
    checks: by,
    dryRun: false,
    now: () => new Date(),
    onScan: async (one) => {
      told.push(one);
    },
    ...options,
  });
  return { done, told };
}

const numbers = `"clusterId", "dimension", "value", "day"::text, "openCritical", "openHigh", "openMedium", "openLow", "openInfo",
  "passed", "unknown", "nodesKnown", "nodesChecked", "exposures"`;
const trend = (rules: string) =>
  getDatabase().$queryRawUnsafe<Record<string, unknown>[]>(
    `select ${numbers} from "TrendDay" where "rules" = '${rules}' order by 1, 2, 3, 4`,
  );

/** Everything that a replay must leave as it is. */
async function memory(): Promise<string> {
  const tables = [
    "Finding",
    "FindingEvent",
    "FindingSpan",
    "Judgement",
    "JudgementHistory",
    "Scan",
    "TrendFlow",
    "Change",
  ];
  const rows = [];
  for (const table of tables)
    rows.push(
      await getDatabase().$queryRawUnsafe(`select md5(string_agg(t::text, '' order by t::text)) from "${table}" t`),
    );
  return JSON.stringify([rows, await trend("then")]);
}

test("by the same rules every scan is judged as it was, and the series is the one of then", async () => {
  const before = await memory();
  const { done, told } = await replay(checks);
  assert.deepEqual([done.scans, done.broken, done.days.length], [3, 0, 3]);
  assert.deepEqual(
    told.map(({ otherwise, problem }) => [otherwise, problem]),
    Array.from({ length: 3 }, () => [[], null]),
  );
  const then = await trend("then");
  assert.ok(then.length > 6);
  assert.deepEqual(await trend("now"), then);
  assert.equal(await memory(), before);
});

test("a corrected check gives another series beside that of then, which stays as it was", async () => {
  const before = await memory();
  const now = await trend("now");
  const milder = checks.map((check) =>
    check.id === corrected
      ? { ...check, revision: 2, judge: () => ({ verdict: "pass" as const, reason: "It is no fault.", evidence: [] }) }
      : check,
  );
  const { told } = await replay(milder);
  for (const { otherwise } of told) {
    assert.ok(otherwise.length > 0);
    assert.deepEqual(
      [...new Set(otherwise.map(({ kind, checkId }) => `${kind} ${checkId}`))].sort().at(0),
      `no-longer-fails ${corrected}`,
    );
    assert.ok(otherwise.every(({ checkId }) => checkId === corrected));
  }
  assert.notDeepEqual(await trend("now"), now);
  const [row] = await getDatabase().$queryRawUnsafe<{ hashes: string[] }[]>(
    `select array_agg(distinct "rulesHash") as "hashes" from "TrendDay" where "rules" = 'now' and "clusterId" <> ''`,
  );
  assert.deepEqual(row?.hashes, [ruleSet(milder).hash]);
  assert.equal(await memory(), before);
});

test("a retired check and a new one are told, and a dry run keeps nothing", async () => {
  const [before, now] = [await memory(), await trend("now")];
  const old = checks.find(({ id }) => id === corrected);
  assert.ok(old);
  const renamed = checks.map((check) => (check === old ? { ...old, id: "kubelet-readonly-port-open-anew" } : check));
  const { told } = await replay(renamed, { dryRun: true });
  const kinds = told.flatMap(({ otherwise }) => otherwise.map(({ kind, checkId }) => `${kind} ${checkId}`));
  assert.ok(kinds.includes("new-fail kubelet-readonly-port-open-anew"));
  assert.ok(kinds.includes(`no-longer-fails ${corrected}`));
  const { told: narrow } = await replay(renamed, { dryRun: true, only: ["kubelet-readonly-port-open-anew"] });
  assert.ok(narrow.every(({ otherwise }) => otherwise.every(({ checkId }) => checkId.endsWith("-anew"))));
  assert.deepEqual(await trend("now"), now);
  assert.equal(await memory(), before);
});

test("breakwater replay prints one document, keeps the series, and names a cluster that is not there", async () => {
  const run = await breakwater(["replay", "--cluster", "harbor", "--format", "json"]);
  assert.equal(run.status, 0, run.stderr);
  const document = JSON.parse(run.stdout) as {
    rules: { hash: string };
    scans: unknown[];
    clusters: { stored: boolean }[];
  };
  assert.deepEqual([document.rules.hash, document.scans.length], [ruleSet().hash, 3]);
  assert.equal(document.clusters[0]?.stored, true);
  assert.deepEqual(await trend("now"), await trend("then"));
  const wrong = await breakwater(["replay", "--cluster", "no such"]);
  assert.deepEqual([wrong.status, /There are: harbor/.test(wrong.stderr)], [2, true], wrong.stderr);
});

test("breakwater replay tells people a line a scan, and evidence that is damaged is said and not judged", async () => {
  const table = await breakwater(["replay", "--dry-run", "--since", new Date(Date.now() - 1.5 * dayMs).toISOString()]);
  assert.equal(table.status, 0, table.stderr);
  assert.match(
    table.stdout,
    /^\d+ checks, rules \S+\nharbor .* as it was judged\nharbor .*\nharbor: 2 scans judged again; nothing was kept/,
  );
  const [scan] = await listRawScans({ clusterId });
  await getDatabase().$executeRaw`
    update "RawScan" set "parts" = array_append("parts", 'gone') where "scanId" = ${scan?.scanId ?? ""}`;
  const run = await breakwater(["replay"]);
  assert.equal(run.status, 3, run.stderr);
  assert.match(run.stdout, /A part of the kept evidence is missing/);
  assert.match(run.stdout, /2 scans judged again, 1 could not be judged again/);
});

test("without a database it says where it looked", async () => {
  const environment = { DATABASE_URL: "", BREAKWATER_DATA_DIR: "/tmp/no-breakwater-here" };
  const run = await breakwater(["replay"], environment);
  assert.equal(run.status, 2);
  assert.match(run.stderr, /no database in \/tmp\/no-breakwater-here: name its folder by BREAKWATER_DATA_DIR/);
  const unreachable = await breakwater(["replay"], { DATABASE_URL: "postgresql://x:y@127.125.9.9:1/none" });
  assert.equal(unreachable.status, 3, unreachable.stderr);
});

test("its arguments are checked, and its help is its own", async () => {
  const help = await breakwater(["replay", "--help"]);
  assert.deepEqual([help.status, help.stdout.startsWith("breakwater replay [options]")], [0, true]);
  for (const [words, sentence] of [
    [["--since", "yesterday"], /--since takes a day/],
    [["--since", "2026-02-31"], /--since takes a day/],
    [["--check", "no-such-check"], /--check takes the id of a check/],
    [["--format", "sarif"], /table, json/],
    [["--nothing"], /breakwater replay --help/],
  ] as const) {
    const run = await breakwater(["replay", ...words]);
    assert.equal(run.status, 2);
    assert.match(run.stderr, sentence);
  }
});
