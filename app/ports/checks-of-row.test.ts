import assert from "node:assert/strict";
import { test } from "node:test";
import { referenceOf } from "../../lib/domain/port-reference/index.ts";
import { checksByRow } from "./checks-of-row.ts";

test("the kubelet's port lists every check that judges the kubelet there", () => {
  const rows = referenceOf(10250, "TCP");
  const { byRow } = checksByRow(10250, rows);
  const ids = [...byRow.values()].flat().map(({ id }) => id);
  for (const id of ["kubelet-anonymous-exec", "kubelet-anonymous-auth-enabled", "kubelet-authz-always-allow"])
    assert.ok(ids.includes(id), id);
  assert.equal(new Set(ids).size, ids.length);
});

test("a check that judges the number and belongs to no entry is named beside them", () => {
  const { byRow, others } = checksByRow(10255, [{ checks: [] }]);
  assert.deepEqual([...byRow.values()], [[]]);
  assert.ok(others.some(({ id }) => id === "kubelet-readonly-port-open"));
});
