import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RetentionEdit } from "../domain/views/retention-view.ts";
import { applyRetention, type Removed } from "./apply-retention.ts";
import { getDatabase } from "./client.ts";
import { deleteCluster } from "./clusters.ts";
import { startTestDatabase } from "./database-fixture.ts";
import { seededChoices } from "./finding-fixture.ts";
import { listPartitions } from "./partitions.ts";
import { current, dayOf, rememberedCluster } from "./retention-fixture.ts";
import { getPolicies, setPolicy } from "./retention-policies.ts";
import { previewPolicy } from "./retention-preview.ts";

let stop: () => Promise<void>;
let first: string;
let second: string;
before(async () => {
  ({ stop } = await startTestDatabase());
  first = (await rememberedCluster({ seed: 1, from: -460, to: 0, every: 9 })).id;
  second = (await rememberedCluster({ seed: 2, from: -300, to: 0, every: 11 })).id;
});
after(() => stop());

const defaults = { intervals: "default", findings: "default", evidence: "default", rollups: "default" } as const;
const edit = (clusterId: string, days: Partial<RetentionEdit>): RetentionEdit => ({ ...defaults, ...days, clusterId });
const byName = (tables: readonly { table: string; rows: number }[]) =>
  Object.fromEntries(tables.map(({ table, rows }) => [table, rows]).sort());
const counted = async (sql: string) =>
  Number(
    (await getDatabase().$queryRawUnsafe<{ count: bigint }[]>(`select count(*) as "count" from ${sql}`))[0]?.count,
  );

async function previewed(at: Date, of?: RetentionEdit) {
  const preview = await previewPolicy(of, at);
  return { ...preview, tables: byName(preview.kinds.flatMap(({ tables }) => tables)) };
}

test("days that cannot be are refused with what to do, and nothing is set", async () => {
  const before = await getPolicies();
  const refused: [days: unknown, sentence: RegExp][] = [
    [0, /intervals: 0 days would delete everything at once: give at least 1 day/],
    [-1, /cannot be negative/],
    [2.5, /whole days/],
    ["30", /in digits/],
    [4000, /at most 3650/],
  ];
  for (const [days, message] of refused) {
    const wrong = edit("", { intervals: days as number });
    await assert.rejects(setPolicy(wrong), { code: "invalid", message });
    await assert.rejects(previewPolicy(wrong), { code: "invalid", message });
  }
  await assert.rejects(setPolicy(edit("", { findings: 10 })), { message: /evidence cannot outlive the findings/ });
  await assert.rejects(setPolicy(edit("nobody", {})), { code: "not-found" });
  assert.deepEqual(await getPolicies(), before);
});

test("what all clusters keep cannot fall under what one of them keeps as evidence", async () => {
  await setPolicy(edit(first, { evidence: 100 }));
  await assert.rejects(setPolicy(edit("", { intervals: 50 })), {
    message: /of the cluster "cluster \d", which has days/,
  });
  await setPolicy(edit(first, {}));
  assert.deepEqual(
    (await getPolicies()).map(({ own }) => own),
    [[], [], []],
  );
});

test("a preview changes nothing, names clusters and times, and applying then deletes exactly that", async () => {
  const now = dayOf(1);
  const seen = await previewed(now);
  assert.deepEqual(await previewed(now), seen);
  const intervals = seen.kinds.find(({ kind }) => kind === "intervals") ?? assert.fail();
  assert.deepEqual(
    intervals.clusters.map(({ id }) => id),
    [first],
  );
  assert.ok(intervals.oldest && intervals.oldest >= dayOf(-461).toISOString());
  assert.ok(intervals.newest && intervals.newest < dayOf(1 - 400).toISOString());
  assert.ok(seen.bytes > 1000 && intervals.partitions.length > 0 && intervals.partitionBytes > 0);
  for (const table of ["PortHistory", "JudgementHistory", "Scan", "RawScan", "RawPart", "Evidence", "PortAnswer"]) {
    assert.ok((seen.tables[table] ?? 0) > 0, table);
  }
  const known = await current();
  const { done, tables, partitions, rows } = await applyRetention(now);
  assert.deepEqual([done, byName(tables), rows], [true, seen.tables, seen.rows]);
  assert.deepEqual(partitions, intervals.partitions);
  assert.equal(await current(), known);
  assert.deepEqual((await previewed(now)).tables, {});
  assert.equal((await applyRetention(now)).rows, 0);
});

test("a cluster with a shorter policy is cut by rows; its neighbour in the same month keeps all", async () => {
  const of = (clusterId: string) =>
    counted(`"PortHistory" t join "PortTarget" p on p."id" = t."targetId" where p."clusterId" = '${clusterId}'`);
  const [known, kept, months] = [await current(), await of(second), (await listPartitions()).length];
  await setPolicy(edit(first, { intervals: 60, findings: 60, evidence: 20 }));
  const seen = await previewed(dayOf(1));
  assert.deepEqual(seen.kinds.find(({ kind }) => kind === "intervals")?.partitions, []);
  const { tables, done } = await applyRetention(dayOf(1), { batch: 7 });
  assert.deepEqual([done, byName(tables)], [true, seen.tables]);
  assert.equal(await of(second), kept);
  assert.equal((await listPartitions()).length, months);
  const bounds = await getDatabase().$queryRaw<{ oldest: Date }[]>`
    select min("until") as "oldest" from "JudgementHistory" where "clusterId" = ${first}`;
  assert.ok((bounds[0]?.oldest ?? dayOf(-1000)) >= dayOf(1 - 60));
  assert.equal(await current(), known);
});

test("over random policies and clocks the preview is what goes, and nothing that is true now is lost", async () => {
  const known = await current();
  let gone = 0;
  for (let round = 0; round < 12; round += 1) {
    const { whole, choose } = seededChoices(round);
    const evidence = whole(1, 60 - round * 3);
    const longer = () => choose([null, 400, evidence + whole(0, 300 - round * 20)]);
    const clusterId = choose(["", first, second]);
    const wanted = edit(clusterId, { evidence, intervals: longer(), findings: longer() });
    const now = dayOf(1 + round);
    await setPolicy(edit(first, {}));
    await setPolicy(edit(second, {}));
    await setPolicy(edit("", {}));
    const seen = await previewed(now, wanted);
    await setPolicy(wanted);
    assert.deepEqual((await previewed(now)).tables, seen.tables);
    const { tables, done } = await applyRetention(now, { batch: whole(3, 400) });
    assert.deepEqual([done, byName(tables)], [true, seen.tables], `round ${round}`);
    assert.equal(await current(), known, `round ${round}`);
    gone += seen.rows;
  }
  assert.ok(gone > 100, `${gone} rows in all`);
});

test("no event and no finding leads to a scan that is gone", async () => {
  for (const [table, column] of [
    ["FindingEvent", "scanId"],
    ["Finding", "lastScanId"],
    ["Change", "scanId"],
    ["RawScan", "scanId"],
  ]) {
    const lost = `"${table}" t where t."${column}" is not null and not exists (select from "Scan" s where s."id" = t."${column}")`;
    assert.equal(await counted(lost), 0, table);
  }
  assert.ok((await counted(`"FindingEvent" where "scanId" is null`)) > 0);
});

test("two workers at once delete what one would have, once", async () => {
  await rememberedCluster({ seed: 3, from: -100, to: 13, every: 4 });
  const wanted = edit("", { evidence: 2, intervals: 40, findings: 40 });
  await setPolicy(wanted);
  const seen = await previewed(dayOf(14));
  assert.ok(seen.rows > 100, `${seen.rows} rows`);
  const known = await current();
  const two = await Promise.all([applyRetention(dayOf(14), { batch: 5 }), applyRetention(dayOf(14), { batch: 5 })]);
  const rest = await applyRetention(dayOf(14));
  const sum: Record<string, number> = {};
  for (const { table, rows } of [...two, rest].flatMap(({ tables }: Removed) => tables))
    sum[table] = (sum[table] ?? 0) + rows;
  assert.deepEqual(byName(Object.entries(sum).map(([table, rows]) => ({ table, rows }))), seen.tables);
  assert.equal(await current(), known);
});

test("a run that is stopped or comes to its limit goes on where it was", async () => {
  await setPolicy(edit("", { evidence: 1, intervals: 20, findings: 20 }));
  const seen = await previewed(dayOf(15));
  const known = await current();
  let rows = 0;
  let calls = 0;
  for (let done = false; !done; calls += 1) {
    const outcome = await applyRetention(dayOf(15), { limit: 10, batch: 4 });
    rows += outcome.rows;
    done = outcome.done;
    assert.ok(outcome.rows <= 10 || outcome.partitions.length > 0);
  }
  assert.ok(calls > 1);
  assert.equal(rows, seen.rows);
  assert.equal((await applyRetention(dayOf(15), { signal: AbortSignal.abort() })).done, false);
  assert.equal(await current(), known);
});

test("a removed cluster leaves no row behind, and the others keep theirs", async () => {
  const before = await counted(`"Judgement" where "clusterId" = '${second}'`);
  await deleteCluster(first);
  for (const table of ["JudgementHistory", "Change", "TrendDay", "TrendFlow", "Scan", "RawScan", "RetentionPolicy"]) {
    assert.equal(await counted(`"${table}" where "clusterId" = '${first}'`), 0, table);
  }
  assert.equal(
    await counted(`"PortHistory" t where not exists (select from "PortTarget" p where p."id" = t."targetId")`),
    0,
  );
  assert.equal(await counted(`"Judgement" where "clusterId" = '${second}'`), before);
  await assert.rejects(deleteCluster(first), { code: "not-found" });
});

test("rows that belong to no cluster any more go with the next run, whatever the policy", async () => {
  await setPolicy(edit("", { evidence: null, intervals: null, findings: null }));
  await getDatabase().$executeRaw`
    insert into "Change" ("id", "at", "clusterId", "kind", "message", "facts")
    values ('orphan', ${dayOf(0)}, 'gone', 'node-left', 'It left.', '{}')`;
  const seen = await previewed(dayOf(15));
  assert.equal(seen.tables.Change, 1);
  await applyRetention(dayOf(15));
  assert.equal(await counted(`"Change" where "id" = 'orphan'`), 0);
});
