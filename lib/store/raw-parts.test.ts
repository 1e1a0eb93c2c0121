import assert from "node:assert/strict";
import { test } from "node:test";
import { joinRecord, partHash, splitRecord } from "./raw-parts.ts";

const period = { from: Date.parse("2026-11-01T10:00:00.000Z"), until: Date.parse("2026-11-01T11:00:00.000Z") };
const split = (record: object) => [...splitRecord(record, () => period)];
const join = (parts: string[]) => joinRecord(parts.length, (index) => parts[index] ?? "");

const seen = (port: number, minute: number) => ({
  port,
  at: new Date(period.from + minute * 60_000 + port).toISOString(),
  rttMs: port / 7,
  exchanges: [{ url: `https://192.0.2.1:${port}/${"x".repeat(200)}`, durationMs: minute, bytes: 12, headers: {} }],
});
const look = (minute: number, ports = 2000) => ({
  finishedAt: new Date(period.from + minute * 60_000).toISOString(),
  inventory: {
    services: null,
    nodes: [],
    configs: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [n, { n }])),
  },
  observations: Array.from({ length: ports }, (_, port) => seen(port, minute)),
});

test("a record is put together exactly as it was", () => {
  const records = [
    look(5),
    look(5, 0),
    {},
    { at: "~", rttMs: "~~", list: [{ at: "~", durationMs: null, bytes: "~5" }, "~", null, [["at"]]] },
    { at: "2020-01-01T00:00:00.000Z", now: "2026-11-01T10:30:00Z", finishedAt: "2026-11-01T10:30:00.123Z" },
    JSON.parse('{"__proto__": {"at": "2026-11-01T10:30:00.000Z"}, "a": [{"__proto__": 1}]}') as object,
  ];
  for (const record of records) assert.deepEqual(join(split(record)), JSON.parse(JSON.stringify(record)));
});

test("another look at the same adds its outline's times and nothing else", () => {
  const before = new Set(split(look(1)).map(partHash));
  const after = split(look(30));
  const fresh = after.filter((part) => !before.has(partHash(part)));
  assert.ok(after.length > 8, `${after.length} parts`);
  assert.deepEqual(
    fresh.map((part) => after.indexOf(part) - after.length),
    [-4, -2],
    "times and durations",
  );
});

test("an item that comes changes the part that it is in, and no part behind it", () => {
  const before = look(1);
  const after = { ...before, observations: before.observations.toSpliced(700, 0, seen(9999, 1)) };
  const known = new Set(split(before).map(partHash));
  const fresh = split(after)
    .slice(0, -5)
    .filter((part) => !known.has(partHash(part)));
  assert.equal(fresh.length, 1);
});

test("a part that lost values is an error, not a guess", () => {
  const parts = split(look(1, 3));
  const cut = parts.with(-4, "[1]");
  assert.throws(() => join(cut), /too few values of "times"/);
});
