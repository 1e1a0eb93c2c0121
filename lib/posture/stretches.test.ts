import assert from "node:assert/strict";
import { test } from "node:test";
import { changesBetween, type Interval, type LookMark, stretchesOf, withinRange } from "./stretches.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
const interval = (value: string, since: number, until: number | null): Interval<string> => ({
  value,
  since: at(since),
  until: until === null ? null : at(until),
});
const look = (hour: number): LookMark => ({ at: at(hour), looked: true, scanId: `scan ${hour}` });
const blind = (hour: number): LookMark => ({ ...look(hour), looked: false });

/** "open 1-3 (2)": value, since, until, last look. */
function drawn(intervals: Interval<string>[], marks: LookMark[], end: number | null = null): string[] {
  const hour = (time: string | null) => (time === null ? "" : new Date(time).getUTCHours());
  return stretchesOf(intervals, marks, end === null ? null : at(end)).map(
    ({ value, since, until, confirmedAt }) => `${value ?? "?"} ${hour(since)}-${hour(until)} (${hour(confirmedAt)})`,
  );
}

test("one value looked at again and again is one stretch, confirmed by the last look", () => {
  assert.deepEqual(drawn([interval("open", 1, null)], [look(1), look(2), look(3)]), ["open 1- (3)"]);
});

test("a change is where a look saw it, and the stretch before it was confirmed by the look before", () => {
  const stretches = stretchesOf([interval("closed", 1, 3), interval("open", 3, null)], [look(1), look(2), look(3)]);
  assert.deepEqual(
    stretches.map(({ value, until, lastScanId, firstScanId }) => [value, until, firstScanId, lastScanId]),
    [
      ["closed", at(3), "scan 1", "scan 2"],
      ["open", null, "scan 3", "scan 3"],
    ],
  );
});

test("from a scan that did not look until the next look nothing is known, though the value was kept as one", () => {
  assert.deepEqual(drawn([interval("open", 1, null)], [look(1), blind(2), blind(3), look(4)]), [
    "open 1-2 (1)",
    "? 2-4 (1)",
    "open 4- (4)",
  ]);
});

test("a gap at the end stays a gap", () => {
  assert.deepEqual(drawn([interval("open", 1, null)], [look(1), blind(2)]), ["open 1-2 (1)", "? 2- (1)"]);
});

test("before the first look there is nothing, whoever else was scanned then", () => {
  assert.deepEqual(drawn([interval("open", 3, null)], [blind(1), blind(2), look(3)]), ["open 3- (3)"]);
});

test("a re-check that saw another value is a look without a scan", () => {
  const [first, second] = stretchesOf([interval("open", 1, 2), interval("closed", 2, null)], [look(1), look(3)]);
  assert.deepEqual([first?.until, first?.lastScanId], [at(2), "scan 1"]);
  assert.deepEqual([second?.since, second?.firstScanId, second?.lastScanId], [at(2), null, "scan 3"]);
});

test("what is no longer kept is not filled in", () => {
  assert.deepEqual(drawn([interval("open", 3, null)], [look(1), look(2), look(3)]), ["open 3- (3)"]);
});

test("a target that ended ends its last stretch, and later scans say nothing of it", () => {
  assert.deepEqual(drawn([interval("open", 1, null)], [look(1), look(2), blind(4), blind(5)], 4), ["open 1-4 (2)"]);
});

test("a look that came to no answer is a value of its own and no gap", () => {
  assert.deepEqual(drawn([interval("open", 1, 2), interval("broke", 2, null)], [look(1), look(2)]), [
    "open 1-2 (1)",
    "broke 2- (2)",
  ]);
});

test("changes are between looks that disagree, also across a gap, and not where the same came back", () => {
  const marks = [look(1), blind(2), look(3), blind(4), look(5)];
  const stretches = stretchesOf([interval("open", 1, 5), interval("closed", 5, null)], marks);
  const changes = changesBetween(stretches, (a, b) => a === b);
  assert.deepEqual(
    changes.map(({ before, after, acrossGap }) => [before.value, before.confirmedAt, after.since, acrossGap]),
    [["open", at(3), at(5), true]],
  );
});

test("a range keeps what reaches into it, with its own ends", () => {
  const pieces = [
    { since: at(1), until: at(3) },
    { since: at(3), until: at(5) },
    { since: at(5), until: null },
  ];
  assert.deepEqual(withinRange(pieces, at(3), at(5)), [pieces[1]]);
  assert.deepEqual(withinRange(pieces, at(4), at(9)), [pieces[1], pieces[2]]);
});
