import assert from "node:assert/strict";
import { test } from "node:test";
import { applySuggestion, completeFilter, fieldNames, type Vocabulary } from "./index.ts";

/** `|` is the caret. */
function complete(written: string, vocabulary: Vocabulary = {}) {
  const caret = written.indexOf("|");
  const text = written.replace("|", "");
  return { text, completion: completeFilter(text, caret, vocabulary) };
}
const texts = (written: string, vocabulary?: Vocabulary) =>
  complete(written, vocabulary).completion.suggestions.map(({ text }) => text);
function taken(written: string, wanted: string, vocabulary?: Vocabulary): string {
  const { text, completion } = complete(written, vocabulary);
  const suggestion = completion.suggestions.find((one) => one.text === wanted);
  assert.ok(suggestion, `${wanted} is not among ${texts(written, vocabulary)}`);
  const after = applySuggestion(text, completion, suggestion);
  return `${after.text.slice(0, after.caret)}|${after.text.slice(after.caret)}`;
}

test("nothing typed yet: every field is offered", () => {
  assert.equal(texts("|").length, fieldNames.length);
  assert.equal(texts("severity:high |").length, fieldNames.length);
});

test("the beginning of a field, and of a value whose field was left out", () => {
  assert.deepEqual(texts("se|"), ["severity:", "seen:", "component:service"]);
  assert.equal(taken("se|", "severity:"), "severity:|");
  assert.equal(taken("x -ag|", "age>"), "x -age>|");
  assert.equal(taken("crit| port:1", "severity:critical"), "severity:critical |port:1");
});

test("values after the colon, within a list and behind a comparison", () => {
  assert.equal(texts("severity:|")[0], "critical");
  assert.equal(taken("severity:cri|", "critical"), "severity:critical |");
  assert.equal(taken("severity:high,l| x", "low"), "severity:high,low |x");
  assert.equal(taken("severity:h|,low", "high"), "severity:high|,low");
  assert.equal(taken("severity>=m|", "medium"), "severity>=medium |");
  assert.ok(texts("age|>").length > 0);
  assert.ok(texts("due:|").includes("overdue"));
});

test("known names come with their numbers, those that begin so first, and quoted where they must be", () => {
  const node = [
    { value: "big worker", count: 3 },
    { value: "worker-1", count: 9, label: "edge" },
  ];
  assert.deepEqual(texts("node:worker|", { node }), ["worker-1", "big worker"]);
  assert.deepEqual(texts("node:ed|", { node }), ["worker-1"]);
  assert.equal(taken("node:b|", "big worker", { node }), 'node:"big worker" |');
});
