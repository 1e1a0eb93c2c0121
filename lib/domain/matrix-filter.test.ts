import assert from "node:assert/strict";
import { test } from "node:test";
import { excludesMost, filterMatrix, matchesGlob, summarizeClasses } from "./matrix-filter.ts";
import { matrixRow } from "./matrix-fixture.ts";
import { type MatrixFilter, reachableChoices, reachableOfClass } from "./matrix-query.ts";

const open = { states: { "worker-node": "open", internet: "filtered" } } as const;
const closed = { states: { "worker-node": "closed" } } as const;
const rows = [
  matrixRow("worker-1", { zone: "a", worst: "high", cells: { kubelet: open, etcd: closed } }),
  matrixRow("worker-12", { zone: "b", cells: { kubelet: closed, "read-only": open } }),
  matrixRow("cp-1", { role: "control-plane", roles: ["control-plane", "infra"], cells: { kubelet: closed } }),
  matrixRow("lost", { checked: false, addresses: ["192.0.2.7"], cells: { kubelet: { states: { pod: "unknown" } } } }),
];
const clusters = [{ id: "c", name: "Harbor" }];
const left = (filter: MatrixFilter) => filterMatrix(rows, filter, clusters).map(({ name }) => name);

test("a pattern covers the whole name, a plain word any part of it", () => {
  assert.deepEqual(left({ q: "worker-?" }), ["worker-1"]);
  assert.deepEqual(left({ q: "worker*" }), ["worker-1", "worker-12"]);
  assert.deepEqual(left({ q: "*1" }), ["worker-1", "cp-1"]);
  assert.deepEqual(left({ q: "orker" }), ["worker-1", "worker-12"]);
  assert.deepEqual(left({ q: "infra" }), ["cp-1"]);
  assert.deepEqual(left({ q: "192.0.2.7" }), ["lost"]);
  assert.equal(left({ q: "harbor" }).length, 4);
  assert.deepEqual(left({ q: "worker 12" }), ["worker-12"]);
});

test("a pattern of many stars takes no longer than its length allows", () => {
  const startedAt = performance.now();
  assert.equal(matchesGlob(`${"*a".repeat(90)}b`, "a".repeat(250)), false);
  assert.ok(performance.now() - startedAt < 50);
  assert.equal(matchesGlob("*a*b*c", "xxaxxbxxc"), true);
  assert.equal(matchesGlob("", ""), true);
  assert.equal(matchesGlob("?", ""), false);
});

test("reachable is open from anywhere, or from the vantage that is asked for", () => {
  assert.deepEqual(left({ reachable: "kubelet-own" }), ["worker-1"]);
  assert.deepEqual(left({ reachable: "read-only" }), ["worker-12"]);
  assert.deepEqual(left({ reachable: "kubelet" }), ["worker-1", "worker-12"]);
  assert.deepEqual(left({ reachable: "kubelet", vantage: "internet" }), []);
  assert.deepEqual(left({ vantage: "worker-node" }), ["worker-1", "worker-12"]);
});

test("a node without a zone or a finding can be asked for", () => {
  assert.deepEqual(left({ zone: "-" }), ["cp-1", "lost"]);
  assert.deepEqual(left({ worst: "-", role: "worker" }), ["worker-12", "lost"]);
});

test("where nothing is left, the filter is named without which most would be", () => {
  assert.deepEqual(excludesMost(rows, { zone: "a", role: "control-plane" }, clusters), { name: "zone", left: 1 });
  assert.deepEqual(excludesMost(rows, { zone: "none", worst: "high" }, clusters), { name: "zone", left: 1 });
  assert.equal(excludesMost(rows, {}, clusters), null);
});

test("a column counts checked nodes where a port told its state, and filters to the nodes where one is open", () => {
  const [kubelet, readOnly, etcd] = summarizeClasses(rows);
  assert.deepEqual([kubelet?.open, kubelet?.nodes], [1, 3]);
  assert.deepEqual([readOnly?.open, readOnly?.nodes], [1, 1]);
  assert.deepEqual([etcd?.open, etcd?.nodes], [0, 1]);
  for (const { class: name, reachable, open: count } of summarizeClasses(rows)) {
    assert.equal(reachable, reachableOfClass(name));
    assert.ok(reachableChoices.includes(reachable));
    assert.equal(left({ reachable }).length, count);
  }
});
