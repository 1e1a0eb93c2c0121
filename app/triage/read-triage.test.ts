import assert from "node:assert/strict";
import { test } from "node:test";
import { parseInput } from "../../lib/guard/parse-input.ts";
import { readTriage } from "./read-triage.ts";
import { type TriageInput, triageInput } from "./triage-input.ts";

const now = new Date("2026-11-01T00:00:00Z");
const read = (input: TriageInput) => readTriage(parseInput(triageInput, { ...input }), now);
const chosen = { kind: "findings" as const, items: [{ id: "f1", version: 0 }] };

test("an acceptance of which no end is said lasts ninety days, and a false positive for ever", () => {
  const acceptance = { reason: "The lab has no route out." };
  const accept = read({ act: { kind: "accept", acceptance }, target: chosen }).act;
  assert.deepEqual(accept, {
    kind: "accept",
    acceptance: {
      ...acceptance,
      scope: "findings",
      expiresAt: "2027-01-30T00:00:00.000Z",
      condition: { openFrom: [], evidenceChanges: false },
    },
  });
  const none = read({ act: { kind: "false-positive", acceptance }, target: chosen }).act;
  assert.equal(none.kind === "false-positive" && none.acceptance.expiresAt, null);
  const own = { ...acceptance, expiresAt: "2026-12-01T00:00:00Z" };
  const until = read({ act: { kind: "accept", acceptance: own }, target: chosen }).act;
  assert.equal(until.kind === "accept" && until.acceptance.expiresAt, "2026-12-01T00:00:00Z");
});

test("the whole filter language stands in q, beside terms that a page has read already", () => {
  const where = [{ field: "role" as const, not: false, values: [{ kind: "word" as const, text: "worker" }] }];
  const { target } = read({
    act: { kind: "acknowledge" },
    target: { kind: "filter", query: { cluster: "c1", q: "severity:critical lab", where }, total: 3 },
  });
  assert.deepEqual(target, {
    kind: "filter",
    total: 3,
    query: {
      cluster: "c1",
      where: [
        ...where,
        { field: "severity", not: false, values: [{ kind: "word", text: "critical" }] },
        { field: "text", not: false, values: [{ kind: "word", text: "lab" }] },
      ],
    },
  });
});

test("a filter that cannot be read is refused at its field, and a name that is misspelt is told", () => {
  const of = (query: object) => () =>
    read({ act: { kind: "reopen" }, target: { kind: "filter", query, total: 0 } } as TriageInput);
  assert.throws(of({ q: "severty:critical" }), /^InvalidInput: target\.query\.q: .*severty|target\.query\.q: /);
  assert.throws(of({ severty: ["critical"] }), /severty: is not known here/);
  assert.throws(of({ where: [{ field: "nope", not: false, values: [] }] }), /target\.query\.where/);
  assert.throws(of({ where: [{ field: "node", not: true, values: [] }] }), /target\.query\.where/);
  const bogus = { field: "severity", not: false, values: [{ kind: "word", text: "bogus" }] };
  assert.throws(of({ where: [bogus] }), /target\.query\.where/);
});

test("what is no act, or of nothing, is refused with a sentence", () => {
  const input = (act: object, target: object) => () => parseInput(triageInput, { act, target });
  assert.throws(input({ kind: "delete" }, chosen), /must say what is done/);
  assert.throws(input({ kind: "reopen" }, { kind: "all" }), /must say of which findings/);
  assert.throws(
    input({ kind: "accept", acceptance: { scope: "check", reason: "x", check: "nope" } }, chosen),
    /no check "nope"/,
  );
  assert.throws(input({ kind: "due", at: "tomorrow" }, chosen), /must be a time/);
});
