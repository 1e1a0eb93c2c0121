import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChangeRow } from "../../lib/domain/views/change-view.ts";
import { foldUpgrades } from "./fold-upgrades.ts";

const at = "2026-11-09T10:00:00.000Z";

function row(id: string, versions: ChangeRow["versions"], clusterId = "c1"): ChangeRow {
  return {
    ...{ id, at, kind: versions ? "kubelet-upgraded" : "node-joined", recordedAt: at, clusterId, clusterName: "c" },
    ...{ nodeId: id, node: id, port: null, protocol: null, message: "", versions, differs: [], scanId: "s" },
    ...{ previousScanId: null, finding: null },
  };
}

const upgrade = { before: "v1.35.4", after: "v1.36.2" };
const told = (rows: ChangeRow[]) =>
  foldUpgrades(rows).map((line) => ("rows" in line ? line.rows.map(({ id }) => id).join("") : line.id));

test("more than five kubelets of one upgrade are one line, where the first of them stands", () => {
  const rows = ["b", "c", "d", "e", "f", "g"].map((id) => row(id, upgrade));
  const other = row("o", { before: "v1.35.4", after: "v1.35.5" });
  assert.deepEqual(told([row("a", null), ...rows, other, row("z", null)]), ["a", "bcdefg", "o", "z"]);
  assert.deepEqual(told([...rows.slice(0, 3), row("x", null), ...rows.slice(3)]), ["bcdefg", "x"]);
});

test("five are a line each, and what is no upgrade is never folded", () => {
  const five = ["a", "b", "c", "d", "e"];
  assert.deepEqual(told(five.map((id) => row(id, upgrade))), five);
  assert.deepEqual(told([...five, "f", "g"].map((id) => row(id, null))), [...five, "f", "g"]);
});

test("kubelets of two clusters are not one upgrade", () => {
  const rows = ["a", "b", "c", "d", "e", "f"].map((id, index) => row(id, upgrade, `c${index % 2}`));
  assert.deepEqual(told(rows), ["a", "b", "c", "d", "e", "f"]);
});
