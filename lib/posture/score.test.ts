import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CheckResult } from "../domain/scan-report.ts";
import type { FindingStanding } from "./apply-results.ts";
import { countVerdicts, mergeByFingerprint } from "./judgement.ts";
import { after, anyResults, anyStandings, scan } from "./scan-arbitrary-fixture.ts";
import { addScoreInputs, noCounts, type ScoreInput, score } from "./score.ts";

const input = (rest: Partial<ScoreInput>): ScoreInput => ({
  passed: 0,
  unknown: 0,
  open: noCounts(),
  nodes: { known: 12, checked: 12 },
  ...rest,
});

function scoreAfter(known: readonly FindingStanding[], results: readonly CheckResult[], checked: number): number {
  const open = noCounts();
  for (const { state, severity } of known) if (state === "open" || state === "acknowledged") open[severity] += 1;
  const { pass, unknown } = countVerdicts(mergeByFingerprint(results));
  return score(input({ passed: pass, unknown, open, nodes: { known: 4, checked } })).value ?? -1;
}

/** The same results with some dropped and some turned into unknowns. */
const withLess = fc
  .tuple(anyResults, fc.array(fc.constantFrom("keep", "drop", "blur"), { minLength: 24 }))
  .map(([results, fates]): [CheckResult[], CheckResult[]] => {
    const full = [...mergeByFingerprint(results)];
    const less = full.flatMap((result, index) => {
      if (fates[index] === "drop") return [];
      return [fates[index] === "blur" ? { ...result, verdict: "unknown" as const } : result];
    });
    return [full, less];
  });

test("a scan that sees less than the one before never raises the score", () => {
  fc.assert(
    fc.property(anyStandings, withLess, fc.nat(4), fc.nat(4), (known, [full, less], checked, lost) => {
      const first = after(known, scan(600, full));
      const second = after(first, scan(700, less));
      const reached = Math.max(0, checked - lost);
      assert.ok(scoreAfter(second, less, reached) <= scoreAfter(first, full, checked));
    }),
  );
});

test("the score is a share of 100, and any finding lowers it by its weight", () => {
  assert.equal(score(input({ passed: 60 })).value, 100);
  assert.equal(score(input({ passed: 60, open: { ...noCounts(), critical: 1 } })).value, 60);
  assert.equal(score(input({ passed: 60, open: { ...noCounts(), info: 1 } })).value, 98);
  assert.equal(score(input({ open: { ...noCounts(), low: 1 } })).value, 0);
});

test("nodes out of reach lower the score by their share, and unknowns its coverage", () => {
  assert.equal(score(input({ passed: 60, nodes: { known: 12, checked: 6 } })).value, 50);
  const doubtful = score(input({ passed: 60, unknown: 20 }));
  assert.deepEqual([doubtful.value, doubtful.coverage], [100, 0.75]);
});

test("nothing judged is no score", () => {
  for (const nothing of [
    input({ unknown: 7, nodes: { known: 3, checked: 0 } }),
    input({ passed: 3, nodes: { known: 0, checked: 0 } }),
  ]) {
    assert.deepEqual([score(nothing).value, score(nothing).coverage], [null, 0]);
  }
});

test("the formula carries the numbers it was made of", () => {
  const open = { ...noCounts(), critical: 2, low: 1 };
  const { formula } = score(input({ passed: 100, unknown: 4, open }));
  const below = "100 passed + 2 critical × 40 + 1 low × 2";
  assert.equal(formula, `100 × 100 passed ÷ (${below}) × 12 of 12 nodes checked = 54`);
});

test("coverage is the share of nodes checked times the share of judgements that could be made", () => {
  const { coverage } = score(input({ passed: 30, unknown: 10, nodes: { known: 12, checked: 6 } }));
  assert.equal(coverage, 0.5 * 0.75);
});

test("several clusters are scored by their sums, not by the mean of their scores", () => {
  const sum = addScoreInputs([input({ passed: 10, open: { ...noCounts(), high: 2 } }), input({ passed: 90 })]);
  assert.deepEqual([sum.passed, sum.open.high, sum.nodes.known], [100, 2, 24]);
  assert.equal(score(sum).value, 76);
});
