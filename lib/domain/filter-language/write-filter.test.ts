import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type FilterTerm,
  type FilterValue,
  fieldNames,
  filterFields,
  mergeTerms,
  parseFilter,
  writeFilter,
} from "./index.ts";
import { comparisons, spanUnits } from "./terms.ts";

const name = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
const than = fc.constantFrom(...comparisons);
const word = (text: string): FilterValue => ({ kind: "word", text });
const span = fc
  .tuple(than, fc.integer({ min: 1, max: 9999 }), fc.constantFrom(...spanUnits))
  .map(([compared, amount, unit]): FilterValue => ({ kind: "span", than: compared, amount, unit }));
const day = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
  .map((date) => ({ kind: "date" as const, than: "=" as const, text: date.toISOString().slice(0, 10) }));
const glob = fc
  .tuple(name, name)
  .map(([a, b]) => ({ kind: "glob" as const, text: `${a.replaceAll("*", "")}*${b.replaceAll("*", "")}` }));
const range = fc
  .tuple(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 1, max: 65_535 }))
  .map(([a, b]) => ({ kind: "range" as const, from: Math.min(a, b), to: Math.max(a, b) }));

function valueArbitrary(field: (typeof fieldNames)[number]): fc.Arbitrary<FilterValue> {
  const { kind, values = [], specials = [], ranked } = filterFields[field];
  const special = specials.map((one): FilterValue => ({ kind: "special", name: one }));
  const fixed = [...values.map(word), ...special];
  const more: Record<string, fc.Arbitrary<FilterValue>[]> = {
    name: [name.map(word), glob],
    port: [range],
    age: [span],
    moment: [span, day],
    due: [span, day],
    instant: [day],
  };
  const rank = ranked
    ? [
        fc
          .tuple(than, fc.constantFrom(...values))
          .map(([compared, text]): FilterValue => ({ kind: "rank", than: compared, text })),
      ]
    : [];
  return fc.oneof(...(fixed.length > 0 ? [fc.constantFrom(...fixed)] : []), ...(more[kind] ?? []), ...rank);
}

const fieldTerm = fc
  .tuple(fc.constantFrom(...fieldNames.filter((field) => field !== "at")), fc.boolean())
  .chain(([field, not]) =>
    fc
      .array(valueArbitrary(field), { minLength: 1, maxLength: 3 })
      .map((values): FilterTerm => ({ field, not, values })),
  );
const textTerm = fc
  .tuple(name, fc.boolean())
  .map(([text, not]): FilterTerm => ({ field: "text", not, values: [word(text)] }));

test("what is written is read back as the same terms", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fieldTerm, textTerm), { maxLength: 8 }), (terms) => {
      const text = writeFilter(terms);
      const read = parseFilter(text);
      assert.deepEqual(read.problems, [], text);
      assert.deepEqual(read.terms, mergeTerms(terms), text);
      assert.equal(writeFilter(read.terms), text);
    }),
    { numRuns: 500 },
  );
});

const pieces = fc.constantFrom(
  ...'severity: port:10 node:a* -state: age> age>3d " , * - : >= at:2026-10-03 x due:overdue <7d \\'.split(" "),
  " ",
  "é",
);

test("any text is read without throwing; what is read has one way of writing, and problems lie within the text", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
      ),
      (text) => {
        const { terms, problems } = parseFilter(text);
        for (const { start, end } of problems) assert.ok(start >= 0 && start <= end && end <= text.length);
        if (problems.length > 0) return;
        assert.deepEqual(parseFilter(writeFilter(terms)), { terms, problems: [] }, `${text} -> ${writeFilter(terms)}`);
      },
    ),
    { numRuns: 1500 },
  );
});
