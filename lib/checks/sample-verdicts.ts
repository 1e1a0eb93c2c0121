import assert from "node:assert/strict";
import { it } from "node:test";
import type { Check, Judgement } from "../domain/check.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { Verdict } from "../domain/verdict.ts";
import { evidenceOf, type Seen } from "./sample-evidence.ts";

export interface Row {
  when: string;
  seen: Seen;
  verdict: Verdict;
  severity?: Severity;
  /** Has to stand in the reason. */
  says?: RegExp;
  /** Index among the check's subjects; the first where absent. */
  subject?: number | Subject;
}

/** One test a row: what was seen, and the verdict, severity and reason that follow. */
export function verdictTable(check: Check, rows: Row[]): void {
  for (const row of rows) {
    it(`${row.verdict}${row.severity ? ` (${row.severity})` : ""} when ${row.when}`, () => {
      const judgement = judgeRow(check, row);
      assert.equal(judgement.verdict, row.verdict, judgement.reason);
      if (row.says) assert.match(judgement.reason, row.says);
      if (row.verdict === "fail")
        assert.equal(judgement.severity ?? check.severity.base, row.severity, judgement.reason);
      assert.match(judgement.reason, /^.+\.$/s, "a reason is a sentence");
      if (row.verdict === "fail")
        assert.ok(
          judgement.evidence.some(({ decisive }) => decisive),
          "a fail has proof",
        );
    });
  }
}

export function judgeRow(check: Check, { seen, subject = 0 }: Pick<Row, "seen" | "subject">): Judgement {
  const evidence = evidenceOf(seen);
  const judged = typeof subject === "number" ? check.subjects(evidence)[subject] : subject;
  assert.ok(judged, "the check has that subject");
  return check.judge(judged, evidence);
}
