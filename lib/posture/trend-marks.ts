import type { RuleSet } from "../domain/rule-set.ts";
import type { TrendMark } from "../domain/views/trends-view.ts";
import { rulesDiff } from "./rules-diff.ts";

const emptyDiff = { added: [], removed: [], changed: [] };

/** Ids of checks that came, went or changed between two sets of rules. */
function changedRules(before: RuleSet["checks"], after: RuleSet["checks"]): string[] {
  const { added, removed, changed } = rulesDiff({ checks: before }, { checks: after }) ?? emptyDiff;
  return [...added, ...removed, ...changed].sort();
}

/** Marks each day that was judged by other rules than the day before it; days whose rules are not known are passed over. */
export function ruleMarks(
  days: readonly { day: string; rulesHash: string | null }[],
  rules: ReadonlyMap<string, RuleSet["checks"]>,
): TrendMark[] {
  const marks: TrendMark[] = [];
  let before: string | null = null;
  for (const { day, rulesHash } of days) {
    if (rulesHash === null) continue;
    if (before !== null && before !== rulesHash) {
      marks.push({ day, kind: "rules", names: changedRules(rules.get(before) ?? {}, rules.get(rulesHash) ?? {}) });
    }
    before = rulesHash;
  }
  return marks;
}

/** Marks the days on which clusters were first scanned; those of the very first day begin the line. */
export function clusterMarks(
  clusters: readonly { name: string; firstDay: string }[],
  range: { from: string; to: string },
): TrendMark[] {
  const begin = clusters.map(({ firstDay }) => firstDay).sort()[0];
  const added = clusters.filter(({ firstDay }) => firstDay !== begin && firstDay >= range.from && firstDay <= range.to);
  const byDay = Map.groupBy(added, ({ firstDay }) => firstDay);
  return [...byDay].map(([day, of]) => ({ day, kind: "cluster-added", names: of.map(({ name }) => name).sort() }));
}
