import { type Severity, severities } from "../domain/severity.ts";
import type { Score, SeverityCounts } from "../domain/views/cluster-view.ts";

/** How many passed judgements one open finding weighs as much as. */
export const severityWeights: Record<Severity, number> = { critical: 40, high: 15, medium: 5, low: 2, info: 1 };

/** What a score is made of; several clusters' are added up. */
export interface ScoreInput {
  /** Judgements of the last complete scan, with what was judged anew since. */
  passed: number;
  unknown: number;
  /** Open and acknowledged findings, those of earlier scans too: they stay until a pass closes them. */
  open: SeverityCounts;
  nodes: { known: number; checked: number };
}

export function noCounts(): SeverityCounts {
  return { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
}

/** Adds up the inputs of several clusters. */
export function addScoreInputs(inputs: readonly ScoreInput[]): ScoreInput {
  const sum: ScoreInput = { passed: 0, unknown: 0, open: noCounts(), nodes: { known: 0, checked: 0 } };
  for (const input of inputs) {
    sum.passed += input.passed;
    sum.unknown += input.unknown;
    sum.nodes.known += input.nodes.known;
    sum.nodes.checked += input.nodes.checked;
    for (const severity of severities) sum.open[severity] += input.open[severity];
  }
  return sum;
}

function inWords({ passed, open, nodes }: ScoreInput, value: number): string {
  const fails = severities
    .filter((severity) => open[severity] > 0)
    .map((severity) => `${open[severity]} ${severity} × ${severityWeights[severity]}`);
  const below = [`${passed} passed`, ...fails].join(" + ");
  return `100 × ${passed} passed ÷ (${below}) × ${nodes.checked} of ${nodes.known} nodes checked = ${value}`;
}

/** Share of nodes checked times share of judgements that were not unknown, 0..1. */
function coverageOf({ passed, unknown, open, nodes }: ScoreInput): number {
  const judged = passed + severities.reduce((sum, severity) => sum + open[severity], 0);
  if (nodes.known === 0 || judged + unknown === 0) return 0;
  return (nodes.checked / nodes.known) * (judged / (judged + unknown));
}

/**
 * Scores a posture: 100 × passed ÷ (passed + weighted open findings) × share of nodes checked, rounded down. It cannot
 * rise because a scan saw less: an open finding stays open until a pass closes it, an unknown is never a pass and so
 * leaves the upper side, and a node out of reach lowers the share. Unknowns do not stand below the line, because one
 * that vanished would then raise the score; they lower `coverage`, which stands beside it. Null when nothing was judged.
 */
export function score(input: ScoreInput): Score {
  const value = scoreValue(input);
  return {
    value,
    formula: value === null ? "Nothing was judged yet." : inWords(input, value),
    coverage: coverageOf(input),
  };
}

/** The number of the score alone, as the points of a trend need it. */
export function scoreValue({ passed, open, nodes }: ScoreInput): number | null {
  let weight = 0;
  for (const severity of severities) weight += open[severity] * severityWeights[severity];
  if (nodes.known === 0 || passed + weight === 0) return null;
  return Math.floor((100 * passed * nodes.checked) / ((passed + weight) * nodes.known));
}
