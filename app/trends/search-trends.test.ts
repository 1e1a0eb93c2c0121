import assert from "node:assert/strict";
import { test } from "node:test";
import { queryOf, trendsSearch } from "./search-trends.ts";

const range = { from: "2026-10-01", to: "2026-10-31" };
const asked = (address: Record<string, string>) => queryOf(trendsSearch.parse(address), range);

test("an empty address asks for everything, as it was judged then", () => {
  assert.deepEqual(asked({}), { ...range, rules: "then", dimension: "all" });
  assert.deepEqual(asked({ cluster: "", by: "", value: "", rules: "" }), { ...range, rules: "then", dimension: "all" });
});

test("a value counts only with its dimension, and a dash is what has none", () => {
  assert.deepEqual(asked({ value: "left over" }), { ...range, rules: "then", dimension: "all" });
  assert.deepEqual(asked({ by: "namespace", value: "-" }), {
    ...range,
    rules: "then",
    dimension: "namespace",
    value: "",
  });
  assert.equal(asked({ by: "role", value: "worker", cluster: "c1", rules: "now" }).clusterId, "c1");
});

test("what is not offered is refused with what is", () => {
  const sentence = (address: Record<string, string>) => trendsSearch.safeParse(address).error?.issues[0]?.message ?? "";
  assert.match(sentence({ days: "31" }), /7, 30, 90, 365/);
  assert.match(sentence({ by: "team" }), /namespace/);
  assert.match(sentence({ rules: "later" }), /then or now/);
});

test("days that fit nothing are read later, so that they can stay in their field", () => {
  assert.equal(trendsSearch.parse({ from: "yesterday" }).from, "yesterday");
});
