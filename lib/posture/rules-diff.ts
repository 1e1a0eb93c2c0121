import type { RuleSet } from "../domain/rule-set.ts";
import type { RulesChange } from "./cluster-changes.ts";

/** Which checks came, went or judge otherwise; null where the rules are the same, or nothing is known of the earlier. */
export function rulesDiff(before: Pick<RuleSet, "checks"> | null, after: Pick<RuleSet, "checks">): RulesChange | null {
  if (!before) return null;
  const [old, now] = [new Map(Object.entries(before.checks)), new Map(Object.entries(after.checks))];
  const added = [...now.keys()].filter((id) => !old.has(id)).sort();
  const removed = [...old.keys()].filter((id) => !now.has(id)).sort();
  const changed = [...now].flatMap(([id, revision]) => (old.has(id) && old.get(id) !== revision ? [id] : [])).sort();
  return added.length + removed.length + changed.length > 0 ? { added, removed, changed } : null;
}
