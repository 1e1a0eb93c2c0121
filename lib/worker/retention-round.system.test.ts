import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase, listRetentionRuns, setPolicy } from "../store/index.ts";
import { type Database, openTestDatabase, startWorkerProcess, until } from "./fixture.ts";
import { retentionRound } from "./retention-round.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.stop());

const logged: string[] = [];
const log = {
  info: (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`),
  warn: () => assert.fail("a warning"),
  error: () => assert.fail("an error"),
};
const stopping = new AbortController().signal;
const days = { clusterId: "", intervals: 10, findings: 10, evidence: 10, rollups: null };

const orphan = (id: string) => getDatabase().$executeRaw`
  insert into "TrendDay" ("clusterId", "dimension", "value", "rules", "day", "exposures", "at")
  values (${id}, 'all', '', 'then', '2026-01-01', '{}', now())`;
const left = async () => (await getDatabase().trendDay.findMany()).map(({ clusterId }) => clusterId);

test("a round does the day's work once, by the clock that it is given, and says what went", async () => {
  const now = (text: string) => ({ now: () => new Date(text), stopping, log });
  await orphan("gone");
  await retentionRound(now("2026-11-01T10:00:00Z"));
  assert.deepEqual(await left(), []);
  assert.match(logged.join(), /retention applied \{"rows":1,"partitions":\[\],"done":true,"message":null\}/);
  await orphan("gone-too");
  await retentionRound(now("2026-11-01T23:00:00Z"));
  assert.deepEqual(await left(), ["gone-too"]);
  await retentionRound(now("2026-11-02T10:00:00Z"));
  assert.deepEqual(await left(), []);
});

test("a worker process that is started applies a policy that changed meanwhile", async () => {
  const before = (await listRetentionRuns()).length;
  await setPolicy(days, new Date());
  await orphan("gone");
  const worker = await startWorkerProcess();
  try {
    await until("a run", async () => ((await listRetentionRuns()).length > before ? true : undefined));
    await until("its result", async () => ((await left()).length === 0 ? true : undefined));
  } finally {
    await worker.end("SIGTERM");
  }
  assert.equal((await listRetentionRuns(1))[0]?.rows, 1);
});
