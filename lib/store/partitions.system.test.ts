import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { getDatabase } from "./client.ts";
import { startTestDatabase } from "./database-fixture.ts";
import { dropPartition, ensurePartitions, listPartitions } from "./partitions.ts";

let url: string;
let stop: () => Promise<void>;
before(async () => {
  ({ url, stop } = await startTestDatabase());
});
after(() => stop());

const day = (text: string) => new Date(`${text}T00:00:00Z`);

test("each month that is needed gets its partition of every table, once, with UTC bounds", async () => {
  await ensurePartitions([day("2026-01-31"), day("2026-02-01"), day("2026-01-02")]);
  await ensurePartitions([day("2026-02-28")]);
  const made = await listPartitions();
  assert.deepEqual(
    made.map(({ name }) => name),
    ["Change_2026_01", "JudgementHistory_2026_01", "PortHistory_2026_01"].concat([
      "Change_2026_02",
      "JudgementHistory_2026_02",
      "PortHistory_2026_02",
    ]),
  );
  assert.deepEqual([made[0]?.from, made[0]?.to], [day("2026-01-01"), day("2026-02-01")]);
  assert.ok(made.every(({ bytes }) => bytes > 0));
});

const insertAt = (at: string) =>
  getDatabase().$executeRawUnsafe(`insert into "PortHistory" values ('${at}', '${at}', 1, 10250, null, 2)`);

test("the first and the last millisecond of a month lie in it", async () => {
  await insertAt("2026-01-01T00:00:00.000Z");
  await insertAt("2026-02-28T23:59:59.999Z");
  await assert.rejects(insertAt("2026-03-01T00:00:00Z"), /no partition of relation/);
});

test("many processes that need the same month at once all get it", async () => {
  const once = async () => {
    const { breakwaterPartitions } = globalThis as { breakwaterPartitions?: Map<string, number> };
    breakwaterPartitions?.clear();
    await ensurePartitions([day("2026-05-05")]);
  };
  await Promise.all([once(), once(), once(), once()]);
  assert.equal((await listPartitions()).filter(({ name }) => name.endsWith("2026_05")).length, 3);
});

test("a scan that is being written does not hold up a new month", async () => {
  const writer = new pg.Client({ connectionString: url });
  await writer.connect();
  await writer.query(`begin; insert into "PortHistory" values ('2026-01-05', '2026-01-06', 2, 1, null, 2)`);
  await ensurePartitions([day("2026-06-05")]);
  await writer.query("rollback");
  await writer.end();
  assert.ok((await listPartitions()).some(({ name }) => name === "PortHistory_2026_06"));
});

test("a time that no scan can have is refused with what to do", async () => {
  for (const instant of [new Date("1970-01-01"), new Date("2999-01-01"), new Date(Number.NaN)]) {
    await assert.rejects(ensurePartitions([instant]), {
      code: "invalid",
      message: /set the clock of this computer right/,
    });
  }
});

test("dropping says how many rows went, gives way to a scan, and makes the month anew when it is needed again", async () => {
  const partition = (await listPartitions()).find(({ name }) => name === "PortHistory_2026_01");
  assert.ok(partition);
  const writer = new pg.Client({ connectionString: url });
  await writer.connect();
  await writer.query(`begin; insert into "PortHistory" values ('2026-01-05', '2026-01-06', 2, 1, null, 2)`);
  await assert.rejects(dropPartition(partition, 200), { code: "unavailable", message: /is busy with these tables/ });
  await writer.query("commit");
  await writer.end();
  assert.equal(await dropPartition(partition, 200), 2);
  assert.equal(await dropPartition(partition, 200), 0);
  await ensurePartitions([day("2026-01-05")]);
  await insertAt("2026-01-05T00:00:00Z");
});
