import assert from "node:assert/strict";
import { test } from "node:test";
import { findCheck } from "../checks/index.ts";
import { evidenceOf, hardened } from "../checks/sample-evidence.ts";
import type { Subject } from "../domain/subject.ts";
import { judgeEvidence } from "./judge-evidence.ts";

test("a finding on a node that was renamed is judged under the name that the node has now", () => {
  const check = findCheck("port-opened-since-baseline");
  assert.ok(check);
  const evidence = evidenceOf(hardened());
  const [node] = evidence.inventory.nodes;
  assert.ok(node);
  const known: Subject = {
    kind: "Node",
    uid: node.uid,
    name: "old-name",
    node: "old-name",
    port: 31999,
    protocol: "TCP",
  };
  const { results } = judgeEvidence(evidence, {
    checks: [check],
    clusterUid: "cluster",
    alsoJudge: [{ checkId: check.id, subject: known }],
  });
  const result = results.find(({ subject }) => subject.port === 31999);
  assert.deepEqual([result?.subject.name, result?.subject.node], [node.name, node.name]);
  assert.doesNotMatch(result?.reason ?? "", /no longer a node/);
});
