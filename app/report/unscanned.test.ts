import assert from "node:assert/strict";
import { test } from "node:test";
import { dayPoint, trendsOf } from "../trends/trends-fixture.ts";
import { unscannedStretches } from "./unscanned.ts";

test("days without a scan are listed in stretches, and none of before the first scan", () => {
  const points = ["2026-10-04", "2026-10-05", "2026-10-08"].map((day) => dayPoint(day));
  assert.deepEqual(unscannedStretches(trendsOf(points, { firstDay: "2026-10-03" })), [
    { from: "2026-10-03", to: "2026-10-03", length: 1 },
    { from: "2026-10-06", to: "2026-10-07", length: 2 },
    { from: "2026-10-09", to: "2026-10-10", length: 2 },
  ]);
});
