import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { grantFor, needNames } from "./needs.ts";
import { scannerRole, scannerRoleName } from "./scanner-role.ts";

test("the scanner's role grants every need, with reading verbs only and without the kubelet's proxy or secrets", () => {
  const role = parse(scannerRole());
  assert.deepEqual([role.kind, role.metadata.name], ["ClusterRole", scannerRoleName]);
  assert.equal(role.rules.length, needNames.length);
  for (const need of needNames) {
    const [rule] = parse(grantFor(need));
    assert.ok(
      role.rules.some((one: unknown) => JSON.stringify(one) === JSON.stringify(rule)),
      need,
    );
  }
  for (const rule of role.rules) {
    assert.ok(rule.verbs.every((verb: string) => verb === "get" || verb === "list"));
    assert.ok(!rule.resources.some((resource: string) => /secrets|proxy|exec|\*/.test(resource)));
  }
});
