import assert from "node:assert/strict";
import { test } from "node:test";
import type { FindingRow } from "../../lib/domain/views/finding-view.ts";
import { type ListPage, listedFinding, packFindings, unpackFindings } from "./listed-finding.ts";
import { LoadedFindings } from "./loaded-findings.ts";

const row = (number: number, more: Partial<FindingRow> = {}) =>
  ({ id: `f${number}`, headline: `Finding ${number}`, node: null, port: 10_250, ...more }) as FindingRow;
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => row(from + index));
const first = (to: number, total: number): ListPage => ({
  items: rows(0, to).map(listedFinding),
  nextCursor: to < total ? String(to) : null,
  total,
  readAt: "2026-11-01T00:00:00.000Z",
});

/** A list of so many, whose cursor is the number of the next row. */
function listOf(total: number, beginning = 50) {
  const asked: string[] = [];
  const read = async (address: string) => {
    asked.push(address);
    const [cursor = 0, limit = 0] = address.split(" ").map(Number);
    const to = Math.min(total, cursor + limit);
    return { items: rows(cursor, to), nextCursor: to < total ? String(to) : null, total };
  };
  const list = new LoadedFindings(first(beginning, total), (cursor, limit) => `${cursor} ${limit}`, read);
  return { list, asked };
}

test("what there is none of is not sent", () => {
  assert.deepEqual(Object.keys(listedFinding(row(1))).sort(), ["headline", "id", "port"].sort());
});

test("findings are the same after they were packed and unpacked", () => {
  const some = [row(1), row(2, { node: "worker-1", port: null }), row(3, { assignee: "ada" })].map(listedFinding);
  assert.deepEqual(unpackFindings(packFindings(some)), some);
  assert.deepEqual(unpackFindings(packFindings([])), []);
});

test("reads page after page until all are there, and then asks no more", async () => {
  const { list, asked } = listOf(300);
  await list.more();
  assert.equal(list.snapshot().rows.length, 250);
  await list.more();
  await list.more();
  assert.equal(list.snapshot().rows.length, 300);
  assert.equal(list.snapshot().nextCursor, null);
  assert.deepEqual(asked, ["50 200", "250 200"]);
});

test("two who ask at once read a page once", async () => {
  const { list, asked } = listOf(300);
  await Promise.all([list.more(), list.more()]);
  assert.equal(asked.length, 1);
});

test("reads as many as somebody had before", async () => {
  const { list } = listOf(2_000);
  await list.upTo(900);
  assert.equal(list.snapshot().rows.length, 1_050);
});

test("a renewed list shows the old rows until as many are read again", async () => {
  const { list } = listOf(300);
  await list.more();
  let whole = true;
  const stop = list.subscribe(() => {
    whole &&= list.snapshot().rows.length >= 250;
  });
  await list.renew({ ...first(50, 300), readAt: "2026-11-02T00:00:00.000Z" });
  stop();
  assert.ok(whole);
  assert.equal(list.snapshot().readAt, "2026-11-02T00:00:00.000Z");
  await list.renew(first(20, 20));
  assert.equal(list.snapshot().rows.length, 20);
});

test("a row that comes again on a later page stays where it was", async () => {
  const list = new LoadedFindings(
    first(2, 3),
    () => "",
    async () => ({ items: [row(1), row(2)], nextCursor: null, total: 3 }),
  );
  await list.more();
  assert.deepEqual(
    list.snapshot().rows.map(({ id }) => id),
    ["f0", "f1", "f2"],
  );
});

test("a page that cannot be read is told in its sentence, and can be asked for again", async () => {
  let broken = true;
  const list = new LoadedFindings(
    first(2, 3),
    () => "",
    async () => {
      if (broken) throw new Error("the database does not answer");
      return { items: [row(2)], nextCursor: null, total: 3 };
    },
  );
  await list.more();
  assert.equal(list.snapshot().broken, "the database does not answer");
  broken = false;
  await list.more();
  assert.equal(list.snapshot().rows.length, 3);
  assert.equal(list.snapshot().broken, null);
});
