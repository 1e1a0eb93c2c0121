import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { getDatabase } from "./client.ts";
import { startTestDatabase } from "./database-fixture.ts";
import { getFinding } from "./finding-detail.ts";
import { listFindings } from "./findings.ts";
import { judged, minute, reportOf, seen } from "./report-fixture.ts";
import { current, dayOf, rememberedCluster, scanned } from "./retention-fixture.ts";
import { setPolicy } from "./retention-policies.ts";
import { previewPolicy } from "./retention-preview.ts";
import { listRetentionRuns, runRetention } from "./retention-runs.ts";

let url: string;
let stop: () => Promise<void>;
let clusterId: string;
before(async () => {
  ({ url, stop } = await startTestDatabase());
  clusterId = (await rememberedCluster({ seed: 5, from: -90, to: 0, every: 3 })).id;
});
after(() => stop());

const at =
  (day: number, hours = 0) =>
  () =>
    new Date(dayOf(day).getTime() + hours * 3_600_000);
const all = { clusterId: "", intervals: 400, findings: 400, evidence: 30, rollups: null };

test("it runs once a day, after a policy changed, and when a clock went back, and keeps what it removed", async () => {
  const first = await runRetention(at(1));
  assert.ok(first?.done && first.rows > 0 && first.finishedAt === at(1)().toISOString());
  assert.ok(first.tables.some(({ table, kind }) => table === "RawScan" && kind === "evidence"));
  assert.equal(await runRetention(at(1, 23)), null);
  assert.equal((await runRetention(at(2)))?.rows !== undefined, true);
  assert.equal(await runRetention(at(2, 1)), null);
  await setPolicy({ ...all, evidence: 20 }, at(2, 2)());
  assert.ok((await runRetention(at(2, 3)))?.rows);
  assert.equal(await runRetention(at(2, 4)), null);
  await setPolicy({ ...all, evidence: "default" }, at(2, 5)());
  assert.ok(await runRetention(at(2, 6)), "taking a policy back is a change as well");
  assert.ok(await runRetention(at(1, 1)), "the clock went back");
  const runs = await listRetentionRuns();
  assert.equal(runs.length, 5);
  assert.ok(runs[0] && runs[1] && runs[0].startedAt > runs[1].startedAt);
});

test("a worker that was killed in the middle leaves a run that is taken up again, and nothing is lost or left", async () => {
  await setPolicy({ ...all, intervals: 30, findings: 30, evidence: 2 }, at(3)());
  const preview = await previewPolicy(undefined, at(3)());
  assert.ok(preview.rows > 50);
  const known = await current();
  // The rows of one table are held, so that the run stands still in the middle until it is killed.
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('begin; lock table "FindingSpan" in access exclusive mode');
  const program = `import { runRetention } from ${JSON.stringify(join(import.meta.dirname, "retention-runs.ts"))};
    await runRetention(() => new Date(${at(3)().getTime()}), { batch: 3 });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
  const waits = `select 1 from pg_stat_activity where query like '%"FindingSpan" t%' and wait_event_type = 'Lock'`;
  for (let tries = 0; (await getDatabase().$queryRawUnsafe<unknown[]>(waits)).length === 0; tries += 1) {
    assert.ok(tries < 400 && child.exitCode === null, "the run never came to the table");
    await sleep(25);
  }
  child.kill("SIGKILL");
  await once(child, "exit");
  await holder.query("rollback");
  await holder.end();
  const half = await previewPolicy(undefined, at(3)());
  assert.ok(half.rows > 0 && half.rows < preview.rows, `${half.rows} of ${preview.rows} are left`);
  assert.equal(await current(), known);
  assert.equal((await listRetentionRuns(1))[0]?.finishedAt, null);
  assert.equal(await runRetention(at(3, 0.01)), null, "it may still live");
  assert.equal((await runRetention(at(3, 1)))?.done, true);
  const [, broken] = await listRetentionRuns(2);
  assert.match(broken?.message ?? "", /broke off and was taken up again/);
  assert.equal((await previewPolicy(undefined, at(3)())).rows, 0);
  assert.equal(await current(), known);
});

test("proof that is too old says so where it was cited, and an open finding keeps its own", async () => {
  const story = (day: number, verdict: "fail" | "pass") => {
    const results = ["a", "bb"].map((node) =>
      judged({ node, at: minute(day * 1440), verdict: node === "bb" ? "fail" : verdict, port: 9000 }),
    );
    const proof = `${verdict} on day ${day}`;
    return reportOf({
      at: day * 1440,
      nodes: ["a", "bb"],
      results: results.map((result) => ({
        ...result,
        evidence: result.evidence.map((item) => ({ ...item, received: `${result.subject.name}: ${proof}` })),
      })),
    });
  };
  await scanned(clusterId, story(4, "fail"));
  await scanned(clusterId, story(5, "pass"));
  await setPolicy({ ...all, evidence: 7 }, at(6)());
  await runRetention(at(20));
  const found = await listFindings({ cluster: clusterId, state: ["open", "resolved"], port: 9000 });
  const detail = (node: string) => getFinding(found.items.find((item) => item.node === node)?.id ?? "");
  const [closed, open] = [await detail("a"), await detail("bb")];
  assert.equal(closed.state, "resolved");
  const [item] = closed.previousEvidence;
  assert.deepEqual([item?.received, item?.removed], ["evidence was removed by retention after 7 days", true]);
  assert.equal(closed.evidence[0]?.received, "a: pass on day 5", "what it passes by now is still true");
  assert.equal(open.evidence[0]?.received, "bb: pass on day 5");
});

test("an answer that retention emptied is filled again under the same id when it is seen again", async () => {
  const look = (day: number, state: "open" | "closed") => {
    const one = { ...seen("a", 7777, state, minute(day * 1440)), service: state === "open" ? "once" : null };
    return scanned(clusterId, reportOf({ at: day * 1440, nodes: ["a"], results: [], observations: [one], sweeps: [] }));
  };
  const answer = async () => (await getDatabase().portAnswer.findMany({ where: { service: "once" } }))[0];
  await look(30, "open");
  await look(31, "closed");
  const id = (await answer())?.id;
  assert.ok((await answer())?.facts);
  await runRetention(at(60));
  assert.deepEqual([(await answer())?.id, (await answer())?.facts], [id, null]);
  await look(61, "open");
  assert.equal((await answer())?.id, id);
  assert.ok((await answer())?.facts);
});
