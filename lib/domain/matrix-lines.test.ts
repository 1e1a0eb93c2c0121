import assert from "node:assert/strict";
import { test } from "node:test";
import { matrixRow } from "./matrix-fixture.ts";
import { matrixLines, sortMatrix } from "./matrix-lines.ts";
import { filterOf, readMatrixQuery, writeMatrixQuery } from "./matrix-query.ts";

const rows = [
  matrixRow("w-10", { worst: "high", findings: 1, openPorts: 2, zone: "b" }),
  matrixRow("w-9", { worst: "high", findings: 3, openPorts: 9 }),
  matrixRow("cp-1", { role: "control-plane", worst: "critical", findings: 1, openPorts: 2, zone: "a" }),
  matrixRow("w-1", {}),
];
const named = (sorted: readonly { name: string }[]) => sorted.map(({ name }) => name);

test("sorts by worst and number of findings, by name as people count, by open ports, by zone with none last", () => {
  assert.deepEqual(named(sortMatrix(rows, "worst")), ["cp-1", "w-9", "w-10", "w-1"]);
  assert.deepEqual(named(sortMatrix(rows, "name")), ["cp-1", "w-1", "w-9", "w-10"]);
  assert.deepEqual(named(sortMatrix(rows, "ports")), ["w-9", "cp-1", "w-10", "w-1"]);
  assert.deepEqual(named(sortMatrix(rows, "zone")), ["cp-1", "w-10", "w-1", "w-9"]);
});

test("groups have heads with counts, and a folded one shows its head alone", () => {
  const lines = matrixLines(sortMatrix(rows, "name"), { group: "posture", folded: ["high"] });
  assert.deepEqual(
    lines.map((line) => (line.kind === "node" ? line.row.name : `${line.key} ${line.nodes}`)),
    ["critical 1", "cp-1", "high 2", "- 1", "w-1"],
  );
  const roles = matrixLines(rows, { group: "role", folded: [] }).flatMap((line) => (line.kind === "group" ? line : []));
  assert.deepEqual(
    roles.map(({ key, nodes }) => [key, nodes]),
    [
      ["control-plane", 1],
      ["worker", 3],
    ],
  );
  assert.equal(matrixLines(rows, { group: "none", folded: [] }).length, 4);
});

test("an address says the whole view and is read back; what is wrong in it is left out", () => {
  const address = "/nodes?cluster=c&q=w-*&reachable=kubelet&sort=ports&group=zone&folded=a%2Cb&cell=id-1.node-port";
  const read = readMatrixQuery((name) => new URL(address, "http://x").searchParams.get(name));
  assert.deepEqual(read.cell, { node: "id-1", class: "node-port" });
  assert.deepEqual(read.folded, ["a", "b"]);
  assert.deepEqual(filterOf(read), { cluster: "c", q: "w-*", reachable: "kubelet" });
  assert.equal(decodeURIComponent(writeMatrixQuery(read)), decodeURIComponent(address));
  const wrong = readMatrixQuery((name) => ({ sort: "x", group: "y", vantage: "z", cell: "nowhere" })[name] ?? null);
  assert.equal(writeMatrixQuery(wrong), "/nodes");
});
