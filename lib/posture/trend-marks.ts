import type { TrendMark } from "../domain/views/trends-view.ts";

/** A check's revision by its id. */
export type Revisions = Readonly<Record<string, string | number>>;

/** Ids of checks that came, went or changed between two sets of rules. */
export function changedRules(before: Revisions, after: Revisions): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].filter((id) => before[id] !== after[id]).sort();
}

/** Marks each day that was judged by other rules than the day before it; days whose rules are not known are passed over. */
export function ruleMarks(
  days: readonly { day: string; rulesHash: string | null }[],
  rules: ReadonlyMap<string, Revisions>,
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
