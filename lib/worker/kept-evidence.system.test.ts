import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checks } from "../checks/index.ts";
import { type Fleet, startFleet } from "../fleet/index.ts";
import { judgeRaw, ruleSet } from "../scan/index.ts";
import { addCluster, startTestDatabase } from "../store/database-fixture.ts";
import { getDatabase, getScan, listScanResults, readRawEvidence, requestScan } from "../store/index.ts";
import type { WorkerContext } from "./context.ts";
import { scanTask } from "./scan-task.ts";

const directory = mkdtempSync(join(tmpdir(), "breakwater-kept-"));
let fleet: Fleet;
let stop: () => Promise<void>;
let clusterId: string;

before(async () => {
  ({ stop } = await startTestDatabase());
  fleet = await startFleet({ directory, base: "127.126" });
  const secret = readFileSync(fleet.kubeconfigs.scanner, "utf8");
  ({ id: clusterId } = await addCluster({ name: "harbor", secret, context: "harbor" }));
});
after(async () => {
  await fleet.stop();
  await stop();
  rmSync(directory, { recursive: true, force: true });
});

/** One scan as a worker makes it; answers its id and what it logged. */
async function scan(now = () => new Date()): Promise<{ id: string; logged: string[] }> {
  const logged: string[] = [];
  const say = (_fields: object, message: string) => void logged.push(message);
  const context: WorkerContext = {
    workerId: "kept",
    vantage: { name: "scanner", kind: "worker-node" },
    metadataEndpoint: null,
    stopping: new AbortController().signal,
    now,
    log: { info: say, warn: say, error: say },
  };
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await scanTask({ scanId: id }, context);
  return { id, logged };
}

async function bytesKept(): Promise<number> {
  const [row] = await getDatabase().$queryRaw<{ bytes: bigint }[]>`
    select (select coalesce(sum(octet_length("body")), 0) from "RawPart")
      + (select coalesce(sum(pg_column_size(s)), 0) from "RawScan" s) as "bytes"`;
  return Number(row?.bytes ?? 0);
}

test("a worker keeps what its scan judged by, with its rules, and it is judged again as it was", async () => {
  const { id, logged } = await scan();
  assert.ok(!logged.includes("evidence not kept"), logged.join());
  const raw = await readRawEvidence(id);
  assert.ok(raw);
  const verdicts = judgeRaw(raw, { checks }).results.filter(({ verdict }) => verdict === "fail");
  assert.ok(verdicts.length > 10);
  assert.equal((await listScanResults({ scanId: id, verdict: "fail" })).total, verdicts.length);
  const stored = await getDatabase().scan.findUnique({ where: { id } });
  assert.equal(stored?.rulesHash, ruleSet().hash);
});

test("a scan that finds nothing changed adds a few kilobytes of evidence", async () => {
  // The second scan is the first that has one before it.
  await scan();
  const before = await bytesKept();
  const { id } = await scan();
  const more = (await bytesKept()) - before;
  const whole = JSON.stringify(await readRawEvidence(id)).length;
  assert.ok(more < 16_384 && more < whole / 50, `${more} bytes more for ${whole} characters`);
});

test("a scan whose evidence cannot be kept is stored all the same, and says so", async () => {
  await getDatabase().$executeRawUnsafe(`alter table "RawPart" add constraint "full" check ("bytes" < 0) not valid`);
  const { id, logged } = await scan();
  await getDatabase().$executeRawUnsafe(`alter table "RawPart" drop constraint "full"`);
  const stored = await getScan(id);
  assert.equal(stored.state, "complete");
  assert.ok(logged.includes("evidence not kept"));
  assert.match(JSON.stringify(stored.problems), /was not kept, so breakwater replay passes it over/);
  assert.equal(await readRawEvidence(id), null);
});

test("a scan that no try could store ends failed with the reason, and the next may begin", async () => {
  const { id, logged } = await scan(() => new Date("1999-12-31T00:00:00Z"));
  const { state, message } = await getScan(id);
  assert.equal(state, "failed");
  assert.match(message ?? "", /1999-12-31.* is not between 2000 and 2100: set the clock of this computer right/);
  assert.ok(logged.some((line) => line.includes("set the clock")));
  assert.equal((await getScan((await scan()).id)).state, "complete");
});
