import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CheckResult } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";
import { type ComparedScan, compareScans } from "./compare-scans.ts";
import { mergeByFingerprint } from "./judgement.ts";
import { anyScan, result } from "./scan-arbitrary-fixture.ts";

const compared = (results: readonly CheckResult[], rest: Partial<ComparedScan> = {}): ComparedScan => ({
  results: results.map((of) => ({ ...of, vantage: of.vantage.kind })),
  complete: true,
  profile: "standard",
  nodeUids: ["uid-w1", "uid-w2"],
  ...rest,
});

test("a scan compared with itself is all same", () => {
  fc.assert(
    fc.property(anyScan, ({ results, complete, nodeUids }) => {
      const itself = compared(mergeByFingerprint(results), { complete, nodeUids });
      assert.ok(compareScans(itself, itself).every(({ kind }) => kind === "same"));
      assert.equal(compareScans(itself, itself).length, itself.results.length);
    }),
  );
});

test("nothing counts as fixed without a pass in the second scan", () => {
  fc.assert(
    fc.property(anyScan, anyScan, (first, second) => {
      const changes = compareScans(
        compared(mergeByFingerprint(first.results)),
        compared(mergeByFingerprint(second.results)),
      );
      for (const { kind, result: shown } of changes) if (kind === "fixed") assert.equal(shown.verdict, "pass");
    }),
  );
});

type Side = [verdict: Verdict, severity?: Severity] | null;
const cases: [when: string, a: Side, b: Side, kind: string, detail: RegExp | null][] = [
  ["fail twice", ["fail"], ["fail"], "same", null],
  ["fail with another severity", ["fail", "low"], ["fail", "high"], "changed", /^severity: low → high$/],
  ["fail, then pass", ["fail"], ["pass"], "fixed", /^pass by/],
  ["fail, then unknown", ["fail"], ["unknown"], "not-comparable", /^Unknown in the second scan: /],
  ["fail, then not-applicable", ["fail"], ["not-applicable"], "changed", /^verdict: fail → not-applicable$/],
  ["fail, then not looked at", ["fail"], null, "not-comparable", /second scan did not look/],
  ["pass, then fail", ["pass"], ["fail"], "new", /^fail by/],
  ["pass, then unknown", ["pass"], ["unknown"], "not-comparable", /^Unknown in the second scan: /],
  ["unknown, then fail", ["unknown"], ["fail"], "not-comparable", /^Unknown in the first scan: /],
  ["unknown twice", ["unknown"], ["unknown"], "same", null],
  ["a subject that was not there, now failing", null, ["fail"], "new", /^fail by/],
  ["a subject that was not there, now passing", null, ["pass"], "changed", /not judged → pass/],
  ["a subject that was not there, now unknown", null, ["unknown"], "not-comparable", /^Unknown: /],
];

const side = (of: Side) => (of ? [result({ verdict: of[0], severity: of[1] ?? "high" })] : []);

for (const [when, a, b, kind, detail] of cases) {
  test(`${when}: ${kind}`, () => {
    const [change, ...more] = compareScans(compared(side(a)), compared(side(b)));
    assert.deepEqual([change?.kind, more], [kind, []]);
    if (detail) assert.match(change?.detail ?? "", detail);
    else assert.equal(change?.detail, null);
  });
}

test("what lay on a node that is gone went with it", () => {
  const gone = { nodeUids: ["uid-w2"] };
  const failing = compared([result({ verdict: "fail" })]);
  assert.equal(compareScans(failing, compared([], gone))[0]?.kind, "gone-with-node");
  assert.equal(
    compareScans(failing, compared([result({ verdict: "not-applicable" })], gone))[0]?.kind,
    "gone-with-node",
  );
  assert.equal(compareScans(failing, compared([], { ...gone, complete: false }))[0]?.kind, "not-comparable");
});

test("a fail that the first scan could not have seen is not called new", () => {
  const failing = compared([result({ verdict: "fail" })]);
  const blind = compared([result({ verdict: "unknown", node: "w2" })]);
  for (const first of [compared([], { complete: false }), compared([], { profile: "quick" }), blind]) {
    const change = compareScans(first, failing).find(({ result: shown }) => shown.verdict === "fail");
    assert.equal(change?.kind, "not-comparable");
    assert.ok(change?.detail);
  }
});
