import type { CheckResult } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { Verdict } from "../domain/verdict.ts";
import { mergeByFingerprint } from "./judgement.ts";

/** What a scan judged when it was made. */
export interface JudgedThen {
  fingerprint: string;
  checkId: string;
  subject: Subject;
  verdict: Verdict;
  severity: Severity;
  headline: string;
}

export const otherwiseKinds = ["new-fail", "no-longer-fails", "unknown", "severity", "other"] as const;
export type OtherwiseKind = (typeof otherwiseKinds)[number];

/** One subject that today's rules judge otherwise; null where one side did not judge it. */
export interface JudgedOtherwise {
  kind: OtherwiseKind;
  checkId: string;
  fingerprint: string;
  subject: Subject;
  headline: string;
  before: { verdict: Verdict; severity: Severity } | null;
  after: { verdict: Verdict; severity: Severity; reason: string } | null;
}

function kindOf(before: JudgedThen | undefined, after: CheckResult | undefined): OtherwiseKind | null {
  if (after?.verdict === "fail") {
    if (before?.verdict !== "fail") return "new-fail";
    return before.severity === after.severity ? null : "severity";
  }
  if (before?.verdict === after?.verdict) return null;
  if (after?.verdict === "unknown") return "unknown";
  return before?.verdict === "fail" ? "no-longer-fails" : "other";
}

/** What judging the same evidence again gives otherwise, the gravest kinds first. */
export function judgedOtherwise(then: readonly JudgedThen[], now: readonly CheckResult[]): JudgedOtherwise[] {
  const before = new Map(then.map((row) => [row.fingerprint, row]));
  const after = new Map(mergeByFingerprint(now).map((result) => [result.fingerprint, result]));
  const found = [...new Set([...before.keys(), ...after.keys()])].flatMap((fingerprint): JudgedOtherwise[] => {
    const [was, is] = [before.get(fingerprint), after.get(fingerprint)];
    const [kind, side] = [kindOf(was, is), is ?? was];
    if (kind === null || !side) return [];
    const { checkId, subject, headline } = side;
    return [
      {
        ...{ kind, checkId, fingerprint, subject, headline },
        before: was ? { verdict: was.verdict, severity: was.severity } : null,
        after: is ? { verdict: is.verdict, severity: is.severity, reason: is.reason } : null,
      },
    ];
  });
  const place = ({ kind }: JudgedOtherwise) => otherwiseKinds.indexOf(kind);
  const words = ({ checkId, subject }: JudgedOtherwise) => `${checkId} ${subject.name} ${subject.port ?? ""}`;
  return found.sort((a, b) => place(a) - place(b) || (words(a) < words(b) ? -1 : 1));
}
