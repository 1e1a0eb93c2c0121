import assert from "node:assert/strict";
import { test } from "node:test";
import { recheckScope } from "./recheck-scope.ts";

const refusal = (scope: unknown) => recheckScope.safeParse(scope).error?.issues[0]?.message ?? "taken";

test("a node, a check and chosen findings can be looked at again", () => {
  for (const scope of [
    { kind: "node", nodeId: "n" },
    { kind: "check", checkId: "kubelet-tls-weak" },
    { kind: "check", checkId: "kubelet-tls-weak", clusterId: "c" },
    { kind: "findings", findingIds: ["f"] },
  ])
    assert.equal(refusal(scope), "taken", JSON.stringify(scope));
});

test("what is none of them is refused in words that name what there is", () => {
  assert.match(refusal({ kind: "cluster" }), /"node".*"check".*"findings"/);
  assert.match(refusal({ kind: "check", checkId: "kubelet-is-nice" }), /no check "kubelet-is-nice"/);
  assert.match(refusal({ kind: "findings", findingIds: [] }), /at least one/);
  assert.match(refusal({ kind: "findings", findingIds: Array(2_001).fill("f") }), /at most 2000/);
  assert.notEqual(refusal({ kind: "node", nodeId: "n", clusterId: "c" }), "taken");
  assert.notEqual(refusal({ kind: "node", nodeId: "" }), "taken");
});
