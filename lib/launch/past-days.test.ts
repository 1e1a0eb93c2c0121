import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pastDays } from "./past-days.ts";

const now = new Date("2026-11-21T08:41:12Z");
const daily = { now, days: 90, firstDay: -90, pace: "daily", turns: [] } as const;

describe("the past days of a demo cluster", () => {
  it("are scanned once a UTC day, but for the four on which the scanner was down", () => {
    const days = pastDays(daily);
    assert.equal(days.length, 85);
    assert.deepEqual(days.at(-1), { day: -1, at: new Date("2026-11-20T08:17:00Z") });
    assert.deepEqual(days.at(0), { day: -89, at: new Date("2026-08-24T08:17:00Z") });
    assert.equal(new Set(days.map(({ at }) => at.toISOString().slice(0, 10))).size, days.length);
    for (const day of [-74, -73, -72, -71]) assert.ok(!days.some((one) => one.day === day));
  });

  it("are all over, however late in the day it is", () => {
    for (const time of ["00:00:00", "00:16:59", "23:59:59"]) {
      const late = new Date(`2026-11-21T${time}Z`);
      const last = pastDays({ ...daily, now: late }).at(-1);
      assert.equal(last?.at.toISOString().slice(0, 10), "2026-11-20");
    }
  });

  it("begin when the cluster was made, and end before they begin where none are wanted", () => {
    assert.equal(pastDays({ ...daily, firstDay: -44 }).at(0)?.day, -43);
    assert.equal(pastDays({ ...daily, days: 7 }).length, 7);
    assert.deepEqual(pastDays({ ...daily, days: 0 }), []);
    assert.deepEqual(pastDays({ ...daily, firstDay: 0 }), []);
  });

  it("are scanned weekly, and on both sides of every turn", () => {
    const days = pastDays({ ...daily, days: 30, pace: "weekly", turns: [-16] }).map(({ day }) => day);
    assert.deepEqual(days, [-30, -28, -21, -17, -16, -14, -7, -1]);
  });
});
