import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import {
  type ChangeQuery,
  type ChangeRow,
  type FeedKind,
  feedKinds,
  findingChangeKinds,
} from "../domain/views/change-view.ts";
import { countChanges, countRecordedSince, listChanges, recordedUntil } from "./change-feed.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { newId } from "./new-id.ts";
import { ensurePartitions } from "./partitions.ts";

let stop = async () => {};
let clusters: string[] = [];
/** What is in the feed, as a plain list. */
const model: Entry[] = [];

interface Entry {
  id: string;
  at: string;
  kind: FeedKind;
  clusterId: string;
  severity: string | null;
  port: number | null;
  check: string | null;
}

const day = (n: number, hour = 0) => new Date(Date.UTC(2026, 9, 1 + n, hour)).toISOString();
const endings: readonly string[] = ["fixed", "node-gone", "check-retired", "out-of-scope"];
const isFindings = (kind: FeedKind) => findingChangeKinds.some((each) => each === kind);

async function addFinding(clusterId: string, index: number, port: number): Promise<string> {
  const id = newId();
  await getDatabase().$executeRaw`
    insert into "Finding" ("id", "clusterId", "fingerprint", "checkId", "component", "headline", "severity", "severityRank",
      "verdict", "state", "subject", "nodeName", "port", "protocol", "vantageName", "vantageKind", "reason", "evidenceHash",
      "evidenceAt", "previousEvidenceAt", "remediation", "context", "references", "searchText", "firstSeenAt", "lastSeenAt",
      "lastCheckedAt", "namespace")
    values (${id}, ${clusterId}, ${`f${index}`}, ${`check-${index % 2}`}, 'kubelet', ${`Headline ${index}`}, 'high', 1, 'fail',
      'open', '{}', 'worker-1', ${port}, 'TCP', 'v', 'worker-node', '', '', '{}', '{}', '{}', '{}', '{}', ${`headline ${index}`},
      now(), now(), now(), 'shop')`;
  return id;
}

async function addEntry(entry: Entry, findingId: string): Promise<void> {
  const { id, at, kind, clusterId, severity, port } = entry;
  const time = new Date(at);
  if (isFindings(kind)) {
    const resolution = endings.includes(kind) ? kind : null;
    const stored = resolution || kind === "ended" ? "resolved" : kind;
    await getDatabase().$executeRaw`
      insert into "FindingEvent" ("id", "findingId", "clusterId", "kind", "at", "message", "severity", "resolution")
      values (${id}, ${findingId}, ${clusterId}, ${stored}, ${time}, ${`sentence ${kind}`}, ${severity}, ${resolution})`;
  } else {
    await getDatabase().$executeRaw`
      insert into "Change" ("id", "at", "clusterId", "kind", "port", "message", "facts")
      values (${id}, ${time}, ${clusterId}, ${kind}, ${port}, ${`sentence ${kind}`}, '{}')`;
  }
  model.push(entry);
}

before(async () => {
  ({ stop } = await startTestDatabase());
  clusters = [(await addCluster({ name: "east" })).id, (await addCluster({ name: "west" })).id];
  await ensurePartitions([new Date(day(0))]);
  const [entries] = fc.sample(
    fc.array(fc.tuple(fc.nat(27), fc.nat(3), fc.constantFrom(...feedKinds), fc.nat(1), fc.nat(3)), {
      minLength: 240,
      maxLength: 240,
    }),
    { numRuns: 1, seed: 7 },
  );
  const findings = await Promise.all(
    clusters.flatMap((clusterId, c) => [0, 1].map((index) => addFinding(clusterId, c * 2 + index, 10250 + index))),
  );
  for (const [at, hour, kind, cluster, severity] of entries ?? []) {
    const which = cluster * 2 + (severity % 2);
    const isFinding = isFindings(kind);
    const entry: Entry = {
      ...{ id: newId(), at: day(at, hour), kind, clusterId: clusters[cluster] ?? "" },
      severity: isFinding ? (["critical", "high", "medium", "low"][severity] ?? null) : null,
      port: 10250 + (which % 2),
      check: isFinding ? `check-${which % 2}` : null,
    };
    await addEntry(entry, findings[which] ?? "");
  }
});
after(() => stop());

function expected(asked: ChangeQuery): string[] {
  const has = (list: readonly string[] | undefined, value: string | null) =>
    !list?.length || (value !== null && list.includes(value));
  return model
    .filter(
      (entry) =>
        (!asked.cluster || entry.clusterId === asked.cluster) &&
        has(asked.kind, entry.kind) &&
        has(asked.severity, entry.severity) &&
        has(asked.check, entry.check) &&
        (asked.port === undefined || entry.port === asked.port) &&
        (!asked.from || entry.at.slice(0, 10) >= asked.from) &&
        (!asked.to || entry.at.slice(0, 10) <= asked.to) &&
        (!asked.q || entry.kind.includes(asked.q)),
    )
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
    .map(({ id }) => id);
}

async function everyPage(asked: ChangeQuery): Promise<{ ids: string[]; rows: ChangeRow[]; total: number }> {
  const rows: ChangeRow[] = [];
  let cursor: string | null = null;
  let total = 0;
  do {
    const page = await listChanges({ ...asked, ...(cursor ? { cursor } : {}) });
    rows.push(...page.items);
    total = page.total;
    cursor = page.nextCursor;
  } while (cursor);
  return { ids: rows.map(({ id }) => id), rows, total };
}

test("pages of any filter put together are exactly what matches, newest first, and the total says how many", async () => {
  const dayOf = fc.nat(27).map((n) => day(n).slice(0, 10));
  const asked: fc.Arbitrary<ChangeQuery> = fc.record(
    {
      cluster: fc.constantFrom(...clusters),
      kind: fc.subarray([...feedKinds], { minLength: 1, maxLength: 4 }),
      severity: fc.subarray(["critical", "high", "low"] as const, { minLength: 1 }),
      check: fc.constantFrom(["check-0"], ["check-1"]),
      port: fc.constantFrom(10250, 10251),
      from: dayOf,
      to: dayOf,
      q: fc.constantFrom("node", "sett", "fixed"),
      limit: fc.constantFrom(7, 50),
    },
    { requiredKeys: ["limit"] },
  );
  await fc.assert(
    fc.asyncProperty(asked, async (query) => {
      const wanted = expected(query);
      const found = await everyPage(query);
      assert.deepEqual(found.ids, wanted);
      assert.equal(found.total, wanted.length);
    }),
    { numRuns: 60 },
  );
});

test("a row says what happened, to what, and when it was recorded", async () => {
  const { rows } = await everyPage({ limit: 500 });
  for (const row of rows) {
    const entry = model.find(({ id }) => id === row.id);
    assert.deepEqual([row.kind, row.at, row.clusterId], [entry?.kind, entry?.at, entry?.clusterId]);
    assert.equal(row.finding === null, entry?.severity === null);
    if (row.finding) assert.equal(row.finding.severity, entry?.severity);
  }
  assert.equal(rows.length, model.length);
});

test("what was recorded after a mark is new, whatever its own time", async () => {
  const mark = (await recordedUntil()) ?? "";
  assert.equal(await countRecordedSince(mark, 100), 0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const late: Entry = {
    ...{ id: newId(), at: day(0), kind: "node-joined", clusterId: clusters[0] ?? "", severity: null, port: null },
    check: null,
  };
  await addEntry(late, "");
  assert.equal(await countRecordedSince(mark, 100), 1);
  const page = await listChanges({ since: mark });
  assert.deepEqual(
    page.items.map(({ id }) => id),
    [late.id],
  );
  assert.ok(((await recordedUntil()) ?? "") > mark);
});

test("a range that can hold nothing is empty, and times that are none are refused", async () => {
  assert.deepEqual(await countChanges({ from: "2026-10-05", to: "2026-10-04" }), { total: 0, atLeast: false });
  await assert.rejects(listChanges({ from: "yesterday" }), /from must be/);
  await assert.rejects(listChanges({ since: "x" }), /since must be/);
  await assert.rejects(listChanges({ cursor: "x" }), /cursor/);
});
