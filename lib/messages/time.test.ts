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
