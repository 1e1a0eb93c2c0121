import assert from "node:assert/strict";
import { test } from "node:test";
import { checks } from "../checks/index.ts";
import { codeHash, recordCommand, recordedRules, ruleNow } from "./rule-revisions-fixture.ts";

test("a check that judges by other code has another revision, or somebody said that it judges the same", () => {
  const recorded = recordedRules();
  const differ = checks.filter((check) => {
    const [then, now] = [recorded[check.id], ruleNow(check)];
    return then?.revision !== now.revision || then.code !== now.code;
  });
  const gone = Object.keys(recorded).filter((id) => !checks.some((check) => check.id === id));
  assert.deepEqual(
    [...differ.map(({ id }) => id), ...gone],
    [],
    `Where the same evidence may now be judged otherwise, raise the check's revision; then run ${recordCommand}`,
  );
});

test("a revision never goes back, so that two rules never have the same one", () => {
  for (const { id, revision = 1 } of checks)
    assert.ok(Number.isInteger(revision) && revision >= (recordedRules()[id]?.revision ?? 1), id);
});

test("layout and comments are no code of a rule", () => {
  const judge = "export const judge = (subject) => {\n return verdict(subject); }";
  assert.equal(codeHash(judge), codeHash(judge.replace("{", "{\n  // why\n  /* how */\n")));
  assert.notEqual(codeHash(judge), codeHash(judge.replace("verdict", "other")));
});
