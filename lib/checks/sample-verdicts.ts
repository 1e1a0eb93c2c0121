import assert from "node:assert/strict";
import { it } from "node:test";
import type { Check, Judgement } from "../domain/check.ts";
import { type Severity, worseSeverity } from "../domain/severity.ts";
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
      assertSentence(judgement.reason);
      if (row.verdict !== "fail") return;
      const severity = judgement.severity ?? check.severity.base;
      assert.equal(severity, row.severity, judgement.reason);
      assertInRange(check, severity);
      assertProof(check, judgement);
    });
  }
}

/** Checks whose finding is how a caller without credentials is refused. */
const aboutRefusals = new Set(["kubelet-anonymous-auth-enabled", "apiserver-anonymous-auth-unscoped"]);

/** One that is well put: ended once, with nothing empty or doubled in it. */
export function assertSentence(reason: string): void {
  assert.match(reason, /^\S.*[^.;,:\s]"?[.)]$/s, "a reason is a sentence");
  assert.doesNotMatch(
    reason,
    /(?<!\.)\.\.(?!\.)|[;:,.] ?;|;\.|: ?\.| {2}|\bundefined\b|\bnull\b/,
    "a reason is well put",
  );
}

/** A severity that the check gives lies in the range that the check declares. */
export function assertInRange({ id, severity: { range } }: Check, severity: Severity): void {
  const [worst, mildest] = range;
  const isInside = worseSeverity(worst, severity) === worst && worseSeverity(severity, mildest) === severity;
  assert.ok(isInside, `${id} is ${severity}, outside ${range.join(" to ")}`);
}

/** What decided stands first, and is no refusal unless the finding is about one. */
export function assertProof({ id }: Check, { evidence }: Judgement): void {
  assert.ok(evidence[0]?.decisive, `${id} shows first what decided: ${JSON.stringify(evidence)}`);
  const rest = evidence.slice(evidence.findLastIndex(({ decisive }) => decisive) + 1);
  const decided = evidence.filter(({ decisive }) => decisive);
  assert.equal(decided.length + rest.length, evidence.length, `${id} shows all that decided before the rest`);
  if (aboutRefusals.has(id)) return;
  for (const { sent, received } of decided) assert.doesNotMatch(received, /^40[13]\b/, `${id}: ${sent} was refused`);
}

export function judgeRow(check: Check, { seen, subject = 0 }: Pick<Row, "seen" | "subject">): Judgement {
  const evidence = evidenceOf(seen);
  const judged = typeof subject === "number" ? check.subjects(evidence)[subject] : subject;
  assert.ok(judged, "the check has that subject");
  return check.judge(judged, evidence);
}
