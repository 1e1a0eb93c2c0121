import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { demoBaseline } from "./demo-baseline.ts";

test("the demo's expected ports were saved before its past, for the main cluster alone", () => {
  const now = new Date("2026-11-21T08:00:00Z");
  const saved = demoBaseline("harbor", 90, now);
  assert.equal(saved?.at.toISOString(), "2026-08-22T08:00:00.000Z");
  assert.match(saved?.yaml ?? "", /until: 2026-12-02/);
  assert.equal(demoBaseline("skiff", 90, now), null);
});

test("nobody wrote down as expected what is dangerous by being open at all", () => {
  const { expected } = parse(demoBaseline("harbor", 90, new Date())?.yaml ?? "") as { expected: { ports: unknown }[] };
  const ranges = expected.map(({ ports }) => String(ports).split("-").map(Number));
  for (const port of [2375, 4194, 7777, 8001, 8080, 8443, 9345, 10251, 10252, 10255, 10257, 10259, 30901]) {
    const within = ranges.some(([from = 0, to = from]) => from <= port && port <= to);
    assert.equal(within, false, String(port));
  }
});

test("each of its entries says what an entry can say", () => {
  const known = ["ports", "protocol", "nodes", "service", "owner", "because", "until"];
  const { expected } = parse(demoBaseline("harbor", 0, new Date())?.yaml ?? "") as { expected: object[] };
  assert.ok(expected.length > 12);
  for (const entry of expected) {
    const keys = Object.keys(entry);
    assert.deepEqual(
      keys.filter((key) => !known.includes(key)),
      [],
    );
    assert.ok(keys.includes("ports") && keys.includes("because"));
  }
});
