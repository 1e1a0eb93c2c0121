import assert from "node:assert/strict";
import { test } from "node:test";
import { coverageOf, coverageWords } from "./coverage.ts";

const cluster = (checked: number, known: number) => ({ nodes: { checked, known } });

test("the coverage of several clusters is that of their nodes together", () => {
  assert.deepEqual(coverageOf([cluster(38, 40), cluster(3, 3)]), { checked: 41, known: 43 });
  assert.equal(coverageWords([cluster(38, 40), cluster(3, 3)]), "41 of 43 nodes checked");
});

test("a cluster that no scan came through adds nothing, and says so", () => {
  assert.equal(coverageWords([cluster(0, 0)]), "0 of 0 nodes checked");
  assert.equal(coverageWords([cluster(1, 1)]), "1 of 1 node checked");
});
