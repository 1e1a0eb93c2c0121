import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkRows, checkTable, checkTableFile, rewriteCommand } from "./check-table-fixture.ts";

test("docs/checks.md says what is true now", () => {
  const now = checkTable();
  const before = readFileSync(checkTableFile, "utf8");
  const changed = now.split("\n").filter((line) => !before.includes(line));
  assert.ok(now === before, `docs/checks.md is old; ${rewriteCommand} rewrites it. New:\n${changed.join("\n")}`);
});

test("every check has a file, verdict tests, a fault or the reason for none, and a proof", () => {
  for (const { check, file, verdictTests, fleetFault, proof } of checkRows()) {
    assert.ok(file, `${check.id} is not in the folder of its component`);
    assert.ok(verdictTests >= 3, `${check.id} has ${verdictTests} verdict tests`);
    assert.ok(fleetFault.length > 0, `${check.id} has no fault in the fleet and no reason for that`);
    assert.ok(proof.length > 0, `${check.id} has no proof`);
  }
});

test("a check without a fault in the fleet claims no proof from it, and one with a fault gives no reason for none", () => {
  for (const { check, fleetFault, proof } of checkRows())
    assert.equal(fleetFault.startsWith("none: "), proof.startsWith("verdict tests only: "), check.id);
});
