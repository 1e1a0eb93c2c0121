import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { extendedNeeds, grantFor, needNames, standardNeeds } from "./needs.ts";
import { extendedRoleName, extendedScannerRole, scannerRole, scannerRoleName } from "./scanner-role.ts";

const roles = [
  [scannerRole(), scannerRoleName, standardNeeds],
  [extendedScannerRole(), extendedRoleName, extendedNeeds],
] as const;

for (const [text, name, needs] of roles) {
  test(`${name} grants every need of its own, with reading verbs only and without the kubelet's proxy or secrets`, () => {
    const role = parse(text);
    assert.deepEqual([role.kind, role.metadata.name], ["ClusterRole", name]);
    assert.deepEqual(
      role.rules,
      needs.flatMap((need) => parse(grantFor(need))),
    );
    for (const rule of role.rules) {
      assert.ok(rule.verbs.every((verb: string) => verb === "get" || verb === "list"));
      assert.ok(!rule.resources.some((resource: string) => /secrets|proxy|exec|\*/.test(resource)));
    }
  });
}

test("every need stands in one of the roles, and reading all ConfigMaps only in the one that is optional", () => {
  assert.deepEqual([...standardNeeds, ...extendedNeeds].sort(), [...needNames].sort());
  const rules = parse(scannerRole()).rules;
  for (const rule of rules.filter((one: { resources: string[] }) => one.resources.includes("configmaps"))) {
    assert.deepEqual(rule.verbs, ["get"]);
    assert.ok(rule.resourceNames.every((name: string) => /^kube/.test(name)));
  }
});
