import type { EvidenceItem, Judgement } from "../domain/check.ts";
import type { Severity } from "../domain/severity.ts";
import type { Vantage } from "../domain/vantage.ts";

interface Failure {
  reason: string;
  evidence: EvidenceItem[];
  /** The check's base when absent. */
  severity?: Severity;
  /** The widest vantage that proves it. */
  vantage?: Vantage | undefined;
  /** What the remediation is filled with beside the subject. */
  values?: Record<string, string>;
}

/** What decided stands first in the evidence, whatever order it comes in. */
export function fail({ vantage, evidence, ...failure }: Failure): Judgement {
  const ordered = evidence.toSorted((a, b) => Number(b.decisive) - Number(a.decisive));
  return { verdict: "fail", ...failure, evidence: ordered, ...(vantage ? { vantage } : {}) };
}

export function pass(reason: string, evidence: EvidenceItem[], vantage?: Vantage): Judgement {
  return { verdict: "pass", reason, evidence, ...(vantage ? { vantage } : {}) };
}

/** `reason` says what was missing and how to supply it. */
export function unknown(reason: string, evidence: EvidenceItem[] = []): Judgement {
  return { verdict: "unknown", reason, evidence };
}

export function notApplicable(reason: string, evidence: EvidenceItem[] = []): Judgement {
  return { verdict: "not-applicable", reason, evidence };
}
