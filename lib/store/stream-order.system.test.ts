import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { FindingSort } from "../domain/views/finding-view.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import type { FindingFilter } from "./finding-filter.ts";
import { addFinding } from "./finding-fixture.ts";
import { listFindings } from "./findings.ts";
import { streamFindings } from "./stream-findings.ts";

const many = 20_000;
let stop: () => Promise<void>;

/** Copies of one finding that differ in what lists are filtered and sorted by. */
async function addMany(clusterId: string): Promise<void> {
  await addFinding(clusterId, { id: "f-0" });
  const columns = await getDatabase().$queryRaw<{ name: string }[]>`
    select "column_name" as "name" from information_schema.columns
    where "table_name" = 'Finding' and "is_generated" = 'NEVER' and "table_schema" = 'public' order by 1`;
  const changed: Record<string, string> = {
    id: `'f-' || n`,
    fingerprint: `'f-' || n`,
    severity: `(array['critical','high','medium','low','info'])[1 + n % 5]`,
    severityRank: "n % 5",
    state: `(array['open','open','acknowledged','resolved'])[1 + n % 4]`,
    checkId: `'check-' || n % 7`,
    nodeName: `'node-' || n % 300`,
    port: "30000 + n % 11",
    failingSince: `case when n % 4 = 3 then null else timestamptz '2026-01-01Z' + (n % 500) * interval '1 hour' end`,
  };
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(({ name }) => changed[name] ?? `f."${name}"`).join(", ");
  await getDatabase().$executeRawUnsafe(
    `insert into "Finding" (${names}) select ${values} from "Finding" f, generate_series(1, ${many - 1}) n where f."id" = 'f-0'`,
  );
}

before(async () => {
  ({ stop } = await startTestDatabase());
  await addMany((await addCluster()).id);
});
after(() => stop());

async function streamed(filter: FindingFilter, sort: FindingSort): Promise<{ ids: string[]; most: number }> {
  const stream = await streamFindings(filter, { sort });
  const ids: string[] = [];
  let most = 0;
  for (let rows = await stream.next(); rows.length > 0; rows = await stream.next()) {
    most = Math.max(most, rows.length);
    ids.push(...rows.map(({ id }) => id));
  }
  await stream.close();
  assert.equal(ids.length, stream.total);
  return { ids, most };
}

async function listed(filter: FindingFilter, sort: FindingSort): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listFindings({ ...filter, sort, limit: 500, ...(cursor === null ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

test("20,000 rows come as the list has them, a few hundred at a time", async () => {
  const all: FindingFilter = { state: ["open", "acknowledged", "resolved"] };
  const { ids, most } = await streamed(all, "severity");
  assert.equal(ids.length, many);
  assert.ok(most <= 500, `${most} rows at once`);
  assert.deepEqual(ids, await listed(all, "severity"));
});

test("a filter and another order are those of the list too", async () => {
  const filter: FindingFilter = {
    where: [
      { field: "severity", not: true, values: [{ kind: "word", text: "info" }] },
      { field: "port", not: false, values: [{ kind: "range", from: 30_003, to: 30_008 }] },
    ],
  };
  for (const sort of ["node", "-failing-since", "check"] as const) {
    const { ids } = await streamed(filter, sort);
    assert.ok(ids.length > 1000);
    assert.deepEqual(ids, await listed(filter, sort), sort);
  }
});
