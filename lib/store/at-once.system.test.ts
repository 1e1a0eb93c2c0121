import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import type { ImportedEvidence } from "../domain/imported.ts";
import { applyRetention } from "./apply-retention.ts";
import { getDatabase, transaction } from "./client.ts";
import { deleteCluster } from "./clusters.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { holdEvidence } from "./evidence-lock.ts";
import { listExposures } from "./exposures.ts";
import { listFindings } from "./findings.ts";
import { listImports, storeImport } from "./imports.ts";
import { finishRecheck, requestRecheck, startRecheck } from "./rechecks.ts";
import { judged, minute, reportOf, seen, swept } from "./report-fixture.ts";
import { dayOf, scanned } from "./retention-fixture.ts";
import { setPolicy } from "./retention-policies.ts";
import { streamFindings } from "./stream-findings.ts";

let url: string;
let stop: () => Promise<void>;
before(async () => {
  ({ url, stop } = await startTestDatabase());
});
after(() => stop());

const report = (at: number, nodes = ["w1"]) =>
  reportOf({
    at,
    nodes,
    results: nodes.map((node) => judged({ node, verdict: "fail", at: minute(at) })),
    observations: nodes.map((node) => ({ ...seen(node, 10255, "open", minute(at)), service: `answer of ${node}` })),
    sweeps: nodes.map((node) => ({ ...swept(node, "10255", 0, minute(at)), open: 1 })),
  });

test("one file that is sent by two people at once is kept once", async () => {
  const { id } = await addCluster();
  const counts = { opinions: [], observations: [], nodeReports: [], left: [] };
  const file: ImportedEvidence = {
    format: "kube-bench",
    tool: "kube-bench",
    toolVersion: null,
    at: minute(5),
    ...counts,
  };
  const [a, b] = await Promise.all([storeImport(id, "bench.json", file), storeImport(id, "bench.json", file)]);
  assert.equal(a.id, b.id);
  assert.equal((await listImports({ clusterId: id })).total, 1);
});

test("retention waits for a scan that is being stored before it deletes what that scan may bring back", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, report(1, ["w1", "w22"]));
  await scanned(clusterId, report(2));
  await setPolicy({ clusterId, intervals: 1, findings: 1, evidence: 1, rollups: null });
  const count = () => getDatabase().finding.count({ where: { clusterId } });
  const [during, waiting] = await transaction(async (tx) => {
    await holdEvidence(tx);
    const outcome = await applyRetention(dayOf(5), { lockTimeoutMs: 20 });
    return [await count(), outcome.waiting] as const;
  });
  assert.equal(during, 2);
  assert.ok(waiting.some((sentence) => sentence.startsWith("Finding: ")));
  assert.equal((await applyRetention(dayOf(5))).done, true);
  assert.equal(await count(), 1);
  await setPolicy({ clusterId, intervals: "default", findings: "default", evidence: "default", rollups: "default" });
});

test("what answers on a node that was away longer than evidence is kept is told again when it is back", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, report(1, ["w1", "w22"]));
  await scanned(clusterId, report(2, ["w1"]));
  const facts = () =>
    getDatabase().$queryRaw<{ facts: unknown }[]>`
      select a."facts" from "PortState" s join "PortTarget" t on t."id" = s."targetId" join "Node" n on n."id" = t."nodeId"
        join "PortAnswer" a on a."id" = s."answerId" where t."clusterId" = ${clusterId} and n."name" = 'w22'`;
  await applyRetention(dayOf(40));
  assert.deepEqual(await facts(), [{ facts: null }]);
  await scanned(clusterId, report(41 * 1440, ["w1", "w22"]));
  const [row] = await facts();
  assert.ok(row?.facts, "it answers, and what it says is not kept");
});

test("a cluster is not removed from under a scan that is being stored", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, report(1));
  const scan = new pg.Client({ connectionString: url });
  await scan.connect();
  await scan.query(`begin`);
  await scan.query(`select 1 from "Cluster" where "id" = $1 for no key update`, [clusterId]);
  const removal = deleteCluster(clusterId);
  const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for no key update%'`;
  for (let tries = 0; (await getDatabase().$queryRawUnsafe<unknown[]>(waits)).length === 0; tries += 1) {
    assert.ok(tries < 500, "the removal did not wait");
  }
  const { rowCount } = await scan.query(`update "Finding" set "reason" = 'seen again' where "clusterId" = $1`, [
    clusterId,
  ]);
  assert.equal(rowCount, 1);
  assert.equal(await getDatabase().finding.count({ where: { clusterId } }), 1);
  await scan.query("commit");
  await scan.end();
  await removal;
  assert.equal(await getDatabase().finding.count({ where: { clusterId } }), 0);
});

test("what a re-check saw of ports stands as of its instant, also where it came to no verdict", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, report(1));
  const [finding] = (await listFindings({ cluster: clusterId })).items;
  const { id } = await requestRecheck(finding?.id ?? "");
  await startRecheck(id, "worker-1");
  const sweeps = [swept("w1", "10255", 1, minute(10))];
  await finishRecheck(id, reportOf({ at: 10, nodes: ["w1"], results: [], observations: [], sweeps }));
  const { lookedAt } = await getDatabase().cluster.findUniqueOrThrow({ where: { id: clusterId } });
  assert.equal(lookedAt?.toISOString(), minute(11));
  const { trendDay } = getDatabase();
  const today = await trendDay.findFirstOrThrow({ where: { clusterId, dimension: "all", rules: "then" } });
  assert.deepEqual(today.exposures, {});
  assert.equal((await listExposures({ cluster: clusterId })).total, 0);
});

test("a re-check that looked before a scan that is stored already moves nothing", async () => {
  const { id: clusterId } = await addCluster();
  await scanned(clusterId, report(1));
  const [finding] = (await listFindings({ cluster: clusterId })).items;
  const { id } = await requestRecheck(finding?.id ?? "");
  await startRecheck(id, "worker-1");
  await scanned(clusterId, report(10));
  const results = [judged({ node: "w1", verdict: "pass", at: minute(5) })];
  const sweeps = [swept("w1", "10255", 1, minute(5))];
  await finishRecheck(id, reportOf({ at: 5, nodes: ["w1"], results, observations: [], sweeps }));
  assert.equal((await listFindings({ cluster: clusterId })).total, 1);
  assert.equal((await listExposures({ cluster: clusterId })).total, 1);
  const judgement = await getDatabase().judgement.findFirstOrThrow({ where: { clusterId } });
  assert.equal(judgement.verdict, "fail");
  const event = await getDatabase().findingEvent.findFirstOrThrow({ where: { clusterId, kind: "rechecked" } });
  assert.match(event.message, /A scan has looked since: what that saw stands\.$/);
});

test("of an instant in the past a port is told with its newest look before that", async () => {
  const { id: clusterId } = await addCluster();
  for (const at of [1, 10, 20]) await scanned(clusterId, report(at));
  // A narrower look confirms its own ports alone.
  const other = reportOf({
    at: 30,
    nodes: ["w1"],
    results: [],
    observations: [],
    sweeps: [swept("w1", "9000", 1, minute(30))],
  });
  await scanned(clusterId, other);
  const confirmedAt = async (at?: number) => {
    const { items } = await listExposures({ cluster: clusterId, ...(at === undefined ? {} : { at: minute(at) }) });
    return items.map((row) => row.at);
  };
  assert.deepEqual(await confirmedAt(), [minute(21)]);
  assert.deepEqual(
    await Promise.all([5, 15, 25, 40].map(confirmedAt)),
    [2, 11, 21, 21].map((at) => [minute(at)]),
  );
});

test("however many ask for an export at once, two get one, and others when those have ended", async () => {
  const asked = await Promise.allSettled(Array.from({ length: 6 }, () => streamFindings({})));
  const streams = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  assert.equal(streams.length, 2);
  const refused = asked.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  assert.deepEqual(refused, Array(4).fill("unavailable"));
  for (const { close } of streams) await close();
  await (await streamFindings({})).close();
});

test("two writers that waited for each other are told to try again, and nothing of the one was changed", async () => {
  const [a, b] = [await addCluster(), await addCluster()];
  const rename = (first: string, second: string, ready: () => Promise<void>) =>
    transaction(async (tx) => {
      await tx.cluster.update({ where: { id: first }, data: { version: first } });
      await ready();
      await tx.cluster.update({ where: { id: second }, data: { version: first } });
    });
  let here = 0;
  const both = Promise.withResolvers<void>();
  const ready = async () => {
    here += 1;
    if (here === 2) both.resolve();
    await both.promise;
  };
  const outcomes = await Promise.allSettled([rename(a.id, b.id, ready), rename(b.id, a.id, ready)]);
  const lost = outcomes.find((outcome) => outcome.status === "rejected");
  assert.equal(lost?.reason.code, "unavailable");
  assert.match(lost?.reason.message, /busy with these tables\. Nothing was changed/);
});
