import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ExportedFinding } from "../domain/finding-export.ts";
import { findingSorts } from "../domain/views/finding-view.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import type { FindingFilter } from "./finding-filter.ts";
import { addFinding } from "./finding-fixture.ts";
import { listFindings } from "./findings.ts";
import { type FindingStream, streamFindings } from "./stream-findings.ts";

let stop: () => Promise<void>;
let clusterId = "";
before(async () => {
  ({ stop } = await startTestDatabase());
  clusterId = (await addCluster()).id;
  for (let index = 0; index < 300; index += 1) {
    const id = `f-${String(index).padStart(4, "0")}`;
    const [state, severity] = [index % 3 === 0 ? "resolved" : "open", index % 2 === 0 ? "high" : "low"] as const;
    await addFinding(clusterId, { id, state, severity, port: 10_250 + (index % 5) });
  }
});
after(() => stop());

async function readAll(stream: FindingStream): Promise<ExportedFinding[]> {
  const all: ExportedFinding[] = [];
  for (let rows = await stream.next(); rows.length > 0; rows = await stream.next()) all.push(...rows);
  await stream.close();
  return all;
}

const plain = (rows: readonly ExportedFinding[]) => rows.map(({ acceptance: _acceptance, ...row }) => row);

test("a stream has the very rows that the list has in the same order, and says beforehand how many", async () => {
  const filters: FindingFilter[] = [
    {},
    { state: ["resolved"] },
    { cluster: clusterId, severity: ["high"], port: 10_252 },
    { where: [{ field: "severity", not: true, values: [{ kind: "word", text: "high" }] }] },
    { at: new Date(Date.now() + 60_000).toISOString() },
  ];
  for (const filter of filters) {
    for (const sort of findingSorts) {
      const stream = await streamFindings(filter, { sort });
      const rows = await readAll(stream);
      const listed = await listFindings({ ...filter, sort, limit: 500 });
      assert.equal(stream.total, listed.total);
      assert.deepEqual(plain(rows), listed.items, `${sort} of ${JSON.stringify(filter)}`);
    }
  }
});

test("the kinds that are counted beforehand are those of the rows", async () => {
  const stream = await streamFindings({ state: ["open", "resolved"] }, { byCheck: true });
  const rows = await readAll(stream);
  for (const { checkId, severity, state, verdict, count } of stream.counts) {
    const same = rows.filter(
      (row) => row.checkId === checkId && row.severity === severity && row.state === state && row.verdict === verdict,
    );
    assert.equal(same.length, count);
  }
  assert.equal(
    stream.counts.reduce((sum, { count }) => sum + count, 0),
    rows.length,
  );
  const checks = rows.map(({ checkId }) => checkId);
  assert.deepEqual(checks, checks.toSorted());
});

test("an accepted finding carries who accepted it, why, and until when", async () => {
  await getDatabase().acceptance.create({
    data: {
      ...{ id: "a-1", kind: "accepted", scope: "findings", clusterId, reason: "Lab", createdBy: "Ada" },
      ...{ createdById: "p", createdAt: new Date(), expiresAt: new Date("2027-01-01"), state: "active" },
    },
  });
  await addFinding(clusterId, { id: "covered", state: "accepted" });
  await getDatabase().finding.update({ where: { id: "covered" }, data: { acceptanceId: "a-1" } });
  const rows = await readAll(await streamFindings({ state: ["accepted"] }));
  assert.deepEqual(
    rows.map(({ acceptance }) => acceptance),
    [{ kind: "accepted", reason: "Lab", by: "Ada", expiresAt: "2027-01-01T00:00:00.000Z" }],
  );
  await getDatabase().finding.delete({ where: { id: "covered" } });
});

test("rows that come while it is read have no part in it: its count stays true", async () => {
  const stream = await streamFindings({});
  const first = await stream.next();
  await addFinding(clusterId, { id: "late", state: "open" });
  const rest = await readAll(stream);
  assert.equal(first.length + rest.length, stream.total);
  await getDatabase().finding.delete({ where: { id: "late" } });
});

test("a third at once is refused, and taken as soon as one has ended", async () => {
  const [one, two] = [await streamFindings({}), await streamFindings({})];
  await assert.rejects(streamFindings({}), { code: "unavailable", message: /Two exports are under way/ });
  await one?.close();
  await (await streamFindings({})).close();
  await two?.close();
});

test("a connection that is lost ends the stream with an error, and frees its place", async () => {
  const stream = await streamFindings({});
  await getDatabase()
    .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'breakwater-export'`;
  await assert.rejects(readAll(stream));
  await stream.close();
  for (let round = 0; round < 3; round += 1) await (await streamFindings({})).close();
});
