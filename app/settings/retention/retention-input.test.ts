import assert from "node:assert/strict";
import { test } from "node:test";
import { retentionForm } from "./retention-input.ts";

const kept = { clusterId: "", findings: "default", evidence: null, rollups: " 90 " };
const parse = (intervals: string | null) => retentionForm.safeParse({ ...kept, intervals });

test("typed days become numbers; for ever and the default stay what they are", () => {
  assert.deepEqual(parse("400").data, {
    clusterId: "",
    intervals: 400,
    findings: "default",
    evidence: null,
    rollups: 90,
  });
});

test("what is no number of days is refused at its field with what to do", () => {
  const cases: [typed: string, sentence: RegExp][] = [
    ["0", /at least 1 day/],
    ["-5", /negative/],
    ["30.5", /whole days/],
    ["", /in digits/],
    ["a month", /in digits/],
    ["1e3", /in digits/],
    ["99999", /at most 3650/],
  ];
  for (const [typed, sentence] of cases) {
    const issues = parse(typed).error?.issues ?? [];
    assert.deepEqual(
      issues.map(({ path }) => path.join()),
      ["intervals"],
      typed,
    );
    assert.match(issues[0]?.message ?? "", sentence);
  }
});
