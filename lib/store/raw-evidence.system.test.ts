import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listRawScans, noteScanProblem, readRawEvidence, storeRawEvidence } from "./raw-evidence.ts";
import { addEndedScan, rawOf } from "./raw-evidence-fixture.ts";

let stop: () => Promise<void>;
let clusterId: string;
before(async () => {
  ({ stop } = await startTestDatabase());
  ({ id: clusterId } = await addCluster({ name: "kept" }));
});
after(() => stop());

const hour = (n: number) => new Date(Date.UTC(2026, 10, 1, n));

async function keep(at: Date, raw = rawOf(at, 300)) {
  const scanId = await addEndedScan(clusterId, at);
  return { scanId, raw, ...(await storeRawEvidence(scanId, clusterId, at, raw)) };
}

async function bytesKept(): Promise<number> {
  const [row] = await getDatabase().$queryRaw<{ bytes: bigint }[]>`
    select (select coalesce(sum(octet_length("body") + 60), 0) from "RawPart")
      + (select coalesce(sum(pg_column_size(s)), 0) from "RawScan" s) as "bytes"`;
  return Number(row?.bytes ?? 0);
}

test("evidence comes back exactly as it was", async () => {
  const { scanId, raw } = await keep(hour(0));
  assert.deepEqual(await readRawEvidence(scanId), raw);
  assert.equal(await readRawEvidence("no such scan"), null);
});

test("a second scan that saw the same adds its times, a few kilobytes for 300 nodes", async () => {
  const before = await bytesKept();
  const { parts, added } = await keep(hour(1));
  const more = (await bytesKept()) - before;
  const whole = JSON.stringify(rawOf(hour(1), 300)).length;
  assert.ok(added <= 3, `${added} of ${parts} parts are new`);
  assert.ok(more < 16_384 && more < whole / 100, `${more} bytes more, for ${whole} characters of evidence`);
});

test("the scan before, as it is carried to judge changes by, shares its parts with what that scan kept", async () => {
  const { raw } = await keep(hour(2));
  const { finishedAt, vantage, profile, observations, sweeps } = raw;
  const previous = { finishedAt, vantage, profile, nodes: [], observations, sweeps, declaredPorts: null };
  const { added, scanId } = await keep(hour(3), rawOf(hour(3), 300, { previous }));
  assert.ok(added <= 5, `${added} parts are new, beside the outline and the columns`);
  assert.deepEqual((await readRawEvidence(scanId))?.previous, previous);
});

test("one node that changed adds the part that it is in", async () => {
  const raw = rawOf(hour(4), 300);
  const observations = raw.observations.map((seen) =>
    seen.node === "node-0123" && seen.port === 10255 ? { ...seen, state: "open" as const } : seen,
  );
  const { added } = await keep(hour(4), { ...raw, observations });
  assert.ok(added <= 4, `${added} parts are new`);
});

test("evidence that is stored twice is kept once", async () => {
  const { scanId, raw } = await keep(hour(5));
  const before = await bytesKept();
  assert.equal((await storeRawEvidence(scanId, clusterId, hour(5), raw)).added, 0);
  assert.equal(await bytesKept(), before);
});

test("evidence of a scan that is gone is refused, and nothing of it stays", async () => {
  const before = await bytesKept();
  const raw = rawOf(hour(6), 7);
  await assert.rejects(storeRawEvidence("gone", clusterId, hour(6), raw), { code: "not-found" });
  assert.equal(await bytesKept(), before);
});

test("what is kept is listed oldest first, from a day on", async () => {
  const all = await listRawScans({ clusterId });
  assert.deepEqual(
    all.map(({ at }) => at),
    [0, 1, 2, 3, 4, 5].map((n) => hour(n).toISOString()),
  );
  assert.equal((await listRawScans({ since: hour(4) })).length, 2);
  assert.equal((await listRawScans({ clusterId: "another" })).length, 0);
});

test("a damaged or missing part is said, not judged", async () => {
  const { scanId } = await keep(hour(7), rawOf(hour(7), 5));
  const [row] = await getDatabase().$queryRaw<{ parts: string[] }[]>`
    select "parts" from "RawScan" where "scanId" = ${scanId}`;
  const hash = row?.parts.at(-5) ?? "";
  await getDatabase().rawPart.delete({ where: { hash } });
  await assert.rejects(readRawEvidence(scanId), { code: "conflict", message: /missing/ });
});

test("that evidence could not be kept is said among the problems of its scan", async () => {
  const scanId = await addEndedScan(clusterId, hour(8));
  await noteScanProblem(scanId, { where: "evidence", message: "the disk is full" });
  const scan = await getDatabase().scan.findUnique({ where: { id: scanId } });
  assert.deepEqual(scan?.problems, [{ where: "evidence", message: "the disk is full" }]);
});
