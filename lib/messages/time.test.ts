import assert from "node:assert/strict";
import { test } from "node:test";
import * as t from "./index.ts";

const day = 86_400;

test("an age is the whole units that have passed, as the checks count days", () => {
  assert.equal(t.time.short(59.9), "59 s");
  assert.equal(t.time.short(119), "1 min");
  assert.equal(t.time.short(1.9 * day), "45 h");
  assert.equal(t.time.short(640.9 * day), "640 d");
  assert.equal(t.time.ago(640.9 * day), "640 d ago");
});

test("an age is in the short forms of German for a German reader", (context) => {
  globalThis.breakwaterReader = () => ({ language: "de", timeZone: "Europe/Berlin" });
  context.after(() => {
    globalThis.breakwaterReader = undefined;
  });
  assert.deepEqual([59, 119, 1.9 * day, 1640 * day].map(t.time.short), ["59 Sek.", "1 Min.", "45 Std.", "1.640 Tg."]);
  assert.deepEqual([t.time.ago(4), t.time.ago(4 * day), t.time.ahead(240)], ["gerade eben", "vor 4 Tg.", "in 4 Min."]);
  assert.deepEqual([t.time.days(1), t.time.lastDays(90), t.time.lastDays(365)], ["1 Tag", "90 Tage", "1 Jahr"]);
});
