import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, axisOf, daysOf, labelledPlaces, lengthOf, runsWhere } from "./scale.ts";

test("days of a range include both ends, over the change of a month and of a leap year", () => {
  assert.deepEqual(daysOf("2028-02-28", "2028-03-01"), ["2028-02-28", "2028-02-29", "2028-03-01"]);
  assert.deepEqual(daysOf("2026-10-02", "2026-10-01"), []);
  assert.equal(lengthOf("2026-01-01", "2026-12-31"), 365);
  assert.equal(addDays("2026-03-01", -1), "2026-02-28");
});

test("the axis covers the value in few whole steps", () => {
  for (const value of [0, 1, 3, 4, 7, 19, 34, 60, 101, 250, 999, 12_345]) {
    const { top, ticks } = axisOf(value);
    assert.ok(top >= value, `${top} covers ${value}`);
    assert.ok(ticks.length >= 2 && ticks.length <= 6, `${ticks.length} ticks for ${value}`);
    assert.ok(ticks.every(Number.isInteger), `whole things for ${value}`);
  }
});

test("runs are stretches of neighbours", () => {
  const known = [true, true, false, true, false, false];
  assert.deepEqual(
    runsWhere(known.length, (index) => known[index] === true),
    [
      { from: 0, length: 2 },
      { from: 3, length: 1 },
    ],
  );
  assert.deepEqual(
    runsWhere(3, () => false),
    [],
  );
});

test("labels of the axis are few, begin at the first place and leave room for the last", () => {
  for (const count of [1, 2, 7, 30, 90, 365]) {
    const places = labelledPlaces(count, 4);
    assert.equal(places[0], 0);
    assert.ok(places.length <= 4, `${places.length} labels of ${count}`);
    assert.ok(
      places.every((place) => place < count),
      `inside ${count}`,
    );
  }
});
