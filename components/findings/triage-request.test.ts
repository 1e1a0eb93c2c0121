import assert from "node:assert/strict";
import { test } from "node:test";
import { onTriageRequest, requestTriage, type TriageRequest } from "./triage-request.ts";

// What a window does for its page, an EventTarget does for this test.
const target = new EventTarget();
Object.assign(globalThis, {
  addEventListener: target.addEventListener.bind(target),
  removeEventListener: target.removeEventListener.bind(target),
  dispatchEvent: target.dispatchEvent.bind(target),
});

const request: TriageRequest = {
  target: { kind: "findings", items: [{ id: "one", version: 3 }] },
  kind: "acknowledge",
  count: 1,
};

test("a request reaches who listens, and says whether anybody did", () => {
  assert.equal(requestTriage(request), false);
  const heard: TriageRequest[] = [];
  const stop = onTriageRequest((one) => heard.push(one));
  assert.equal(requestTriage(request), true);
  assert.deepEqual(heard, [request]);
  stop();
  assert.equal(requestTriage(request), false);
  assert.equal(heard.length, 1);
});
