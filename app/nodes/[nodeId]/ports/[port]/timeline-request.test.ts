import assert from "node:assert/strict";
import { test } from "node:test";
import { portTimelineRequest, rangeOf, timelineHref } from "./timeline-request.ts";

const now = new Date("2026-11-21T12:00:00.000Z");
const asked = (search: Record<string, string>) => portTimelineRequest.parse({ nodeId: "n1", port: "10255", ...search });

test("a range is 90 days to now unless asked otherwise, and all has no begin of its own", () => {
  assert.deepEqual(rangeOf(asked({}), now), {
    from: "2026-08-23T12:00:00.000Z",
    to: "2026-11-21T12:00:00.000Z",
    days: "90",
  });
  assert.deepEqual(rangeOf(asked({ days: "all" }), now), { to: "2026-11-21T12:00:00.000Z", days: "all" });
  const own = { from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" };
  assert.deepEqual(rangeOf(asked(own), now), { ...own, days: null });
});

test("what is no range, no protocol and no time is refused", () => {
  for (const search of [{ days: "8" }, { protocol: "SCTP" }, { from: "yesterday" }]) {
    assert.equal(portTimelineRequest.safeParse({ nodeId: "n1", port: "10255", ...search }).success, false);
  }
});

test("an address says only what is not usual", () => {
  assert.equal(timelineHref(asked({}), "90"), "/nodes/n1/ports/10255");
  assert.equal(timelineHref(asked({ protocol: "UDP" }), "7"), "/nodes/n1/ports/10255?protocol=UDP&days=7");
});
