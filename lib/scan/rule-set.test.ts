import assert from "node:assert/strict";
import { test } from "node:test";
import { checks } from "../checks/index.ts";
import type { Check } from "../domain/check.ts";
import { ruleSet } from "./rule-set.ts";

const [first, ...others] = checks;
if (!first) throw new Error("there is no check");
const changed = (change: Partial<Check>) => ruleSet([{ ...first, ...change }, ...others]);

test("every check has a revision, and the order in which they are listed is no rule", () => {
  const rules = ruleSet();
  assert.deepEqual(Object.keys(rules.checks), checks.map(({ id }) => id).sort());
  assert.deepEqual(ruleSet(checks.toReversed()), rules);
  assert.deepEqual(changed({}), rules);
});

test("a raised revision, another severity or another title is another rule of that check alone", () => {
  const before = ruleSet();
  for (const change of [
    { revision: 2 },
    { title: "Something else is wanted" },
    { severity: { ...first.severity, rule: "another rule" } },
    { needs: [...first.needs, "list something"] },
  ]) {
    const after = changed(change);
    assert.notEqual(after.hash, before.hash);
    const differ = Object.keys(after.checks).filter((id) => after.checks[id] !== before.checks[id]);
    assert.deepEqual(differ, [first.id], JSON.stringify(change));
  }
});

test("a better remediation or one more reference judges nothing otherwise", () => {
  const references = { ...first.references, urls: ["https://example.org/"] };
  assert.deepEqual(changed({ references, rationale: "said better", tradeoffs: ["one more"] }), ruleSet());
});
