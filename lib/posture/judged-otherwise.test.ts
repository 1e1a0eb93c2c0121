import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckResult } from "../domain/scan-report.ts";
import type { Verdict } from "../domain/verdict.ts";
import { judgedOtherwise } from "./judged-otherwise.ts";
import { judgedNode } from "./replay-fixture.ts";

const cases: [name: string, then: Verdict | null, now: Verdict | null, kind: string | null][] = [
  ["a fail that was a pass is a new one", "pass", "fail", "new-fail"],
  ["a fail of what was unknown is a new one", "unknown", "fail", "new-fail"],
  ["a fail of what was not judged is a new one", null, "fail", "new-fail"],
  ["a pass of what failed no longer fails", "fail", "pass", "no-longer-fails"],
  ["what does not apply any more no longer fails", "fail", "not-applicable", "no-longer-fails"],
  ["what is not judged any more no longer fails", "fail", null, "no-longer-fails"],
  ["a fail that cannot be known is unknown, not gone", "fail", "unknown", "unknown"],
  ["a pass that cannot be known is unknown", "pass", "unknown", "unknown"],
  ["an unknown that passes is otherwise", "unknown", "pass", "other"],
  ["the same verdict is no difference", "fail", "fail", null],
];
for (const [name, then, now, kind] of cases)
  test(name, () => {
    const side = (verdict: Verdict | null) => (verdict === null ? [] : [judgedNode("worker-1", verdict)]);
    const found = judgedOtherwise(side(then), side(now));
    assert.deepEqual(
      found.map((one) => [one.kind, one.before?.verdict ?? null, one.after?.verdict ?? null]),
      kind === null ? [] : [[kind, then, now]],
    );
  });

test("another severity of a fail is told, and the gravest kinds come first", () => {
  const then: CheckResult[] = [judgedNode("a", "pass"), judgedNode("b", "fail", "high"), judgedNode("c", "fail")];
  const now = [judgedNode("a", "unknown"), judgedNode("b", "fail", "low"), judgedNode("d", "fail")];
  assert.deepEqual(
    judgedOtherwise(then, now).map(({ kind, subject }) => `${kind} ${subject.name}`),
    ["new-fail d", "no-longer-fails c", "unknown a", "severity b"],
  );
});
