import assert from "node:assert/strict";
import { test } from "node:test";
import { readApproval } from "./port-approval.ts";

const now = new Date("2026-11-20T12:00:00Z");
const value = "team-payments: public webhook, CHG-2061";

test("an approval names who, why and until when, and holds through its last day", () => {
  assert.deepEqual(readApproval({ value, until: "2026-11-20" }, now), {
    state: "approved",
    by: "team-payments",
    because: "public webhook, CHG-2061",
    until: "2026-11-20",
  });
  assert.equal(readApproval({ value, until: null }, now).state, "approved");
});

test("an approval that ended is expired and still says whose it was", () => {
  const { state, by } = readApproval({ value, until: "2026-11-19" }, now);
  assert.deepEqual([state, by], ["expired", "team-payments"]);
});

test("what names no owner, no reason or no date is no approval", () => {
  for (const approval of [
    { value: "yes", until: null },
    { value: "ops:", until: null },
    { value, until: "soon" },
    { value, until: "2026-13-40" },
  ])
    assert.equal(readApproval(approval, now).state, "unreadable", JSON.stringify(approval));
  for (const approval of [null, undefined, { value: "  ", until: "2027-01-01" }])
    assert.equal(readApproval(approval, now).state, "none");
});
