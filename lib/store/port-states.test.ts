import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeCodes, emptyCodes, encodeCodes, formatRanges, mergeRanges, notLooked } from "./port-states.ts";

const anyCodes = fc.array(
  fc.record({ port: fc.integer({ min: 0, max: 65_535 }), code: fc.integer({ min: 0, max: 4 }) }),
  {
    maxLength: 60,
  },
);

test("codes of any ports come back as they were written, and no other port is known", () => {
  fc.assert(
    fc.property(anyCodes, (entries) => {
      const codes = emptyCodes();
      for (const { port, code } of entries) codes[port] = code;
      const ranges = mergeRanges(entries.map(({ port }) => [port, port] as const));
      const back = decodeCodes(formatRanges(ranges), encodeCodes(codes, ranges));
      assert.deepEqual(back, codes);
    }),
    { numRuns: 30 },
  );
});

test("ranges that touch or overlap are written as one, in order", () => {
  const merged = mergeRanges([
    [30, 40],
    [10, 10],
    [11, 20],
    [35, 50],
  ]);
  assert.equal(formatRanges(merged), "10-20,30-50");
});

test("two ports share a byte and do not disturb one another", () => {
  const codes = emptyCodes();
  codes[80] = 2;
  codes[81] = 3;
  codes[82] = 1;
  const packed = encodeCodes(codes, [[80, 82]]);
  assert.deepEqual([...packed], [0x32, 0x01]);
  assert.equal(decodeCodes("80-82", packed)[83], notLooked);
});
