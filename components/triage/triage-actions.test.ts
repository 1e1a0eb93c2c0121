import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { answered, fieldsOf } from "./triage-actions.ts";

const refusal = (message: string, fields = {}) => ({ ok: false as const, message, fields });

test("a refusal stands beside the field that it is about, and else beside none", () => {
  assert.deepEqual(fieldsOf(refusal("x", { "act.acceptance.reason": "must be text" })), { reason: "must be text" });
  const store = 'selector: "nope" cannot be read.';
  assert.deepEqual(fieldsOf(refusal(store)), { selector: store });
  assert.deepEqual(fieldsOf(refusal("reviewer must be somebody else.")), {
    reviewer: "reviewer must be somebody else.",
  });
  assert.deepEqual(fieldsOf(refusal("The filter matched 3 findings.")), { "": "The filter matched 3 findings." });
});

test("an act that got no answer is refused with a sentence", async () => {
  const logged = mock.method(console, "error", () => undefined);
  const answer = await answered(Promise.reject(new Error("offline")), () => "No answer.");
  assert.deepEqual(answer, refusal("No answer."));
  assert.equal(logged.mock.callCount(), 1);
  logged.mock.restore();
  assert.deepEqual(await answered(Promise.resolve({ ok: true as const, value: 1 }), String), { ok: true, value: 1 });
});
