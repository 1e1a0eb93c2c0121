import assert from "node:assert/strict";
import { test } from "node:test";
import { whatCompared } from "./what-compared.ts";

test("a day that no calendar has is no date", async () => {
  for (const from of ["2026-02-31", "someday"]) {
    await assert.rejects(whatCompared({ from, to: "2026-11-01" }), { code: "invalid", message: /is no date/ });
  }
  assert.deepEqual(await whatCompared({ from: "2026-02-28", to: "2026-11-01T08:00:00Z" }), {
    by: "clusters",
    from: "2026-02-28",
    to: "2026-11-01T08:00:00Z",
  });
});
