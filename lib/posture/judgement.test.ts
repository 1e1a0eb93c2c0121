import assert from "node:assert/strict";
import { test } from "node:test";
import { countFails, countVerdicts, mergeByFingerprint, seenAt } from "./judgement.ts";
import { minute, result } from "./scan-arbitrary-fixture.ts";

const times = { startedAt: minute(10), finishedAt: minute(20) };

test("a result was seen when its newest evidence was, inside the scan's own time", () => {
  assert.equal(seenAt(result({ verdict: "fail", at: 15 }), times), minute(15));
  assert.equal(seenAt(result({ verdict: "fail", at: 1 }), times), minute(10));
  assert.equal(seenAt(result({ verdict: "fail", at: 99 }), times), minute(20));
  assert.equal(seenAt(result({ verdict: "fail" }), times), minute(10));
});

test("of several results of one subject the gravest is kept, in the place of the first", () => {
  const merged = mergeByFingerprint([
    result({ verdict: "pass" }),
    result({ verdict: "fail", node: "w2" }),
    result({ verdict: "unknown" }),
    result({ verdict: "not-applicable", node: "w2" }),
  ]);
  assert.deepEqual(
    merged.map(({ verdict }) => verdict),
    ["unknown", "fail"],
  );
});

test("only fails are counted by severity", () => {
  const results = [result({ verdict: "fail" }), result({ verdict: "pass" }), result({ verdict: "unknown" })];
  assert.equal(countFails(results).high, 1);
  assert.deepEqual(countVerdicts(results), { fail: 1, pass: 1, unknown: 1, "not-applicable": 0 });
});
