import type { CheckResult } from "../domain/scan-report.ts";
import { type KeptEvidence, splitEvidence } from "./evidence.ts";

/** Evidence of each result, by fingerprint. */
export type EvidenceByFingerprint = ReadonlyMap<string, KeptEvidence>;

/** The evidence of results as it is kept. It is written where a judgement differs; what is cited already is there. */
export function evidenceOf(results: readonly CheckResult[]): EvidenceByFingerprint {
  return new Map(results.map((result) => [result.fingerprint, splitEvidence(result.evidence)]));
}

/** Name of the node that a result lies on. */
export function nodeOf({ subject }: Pick<CheckResult, "subject">): string | null {
  return subject.node ?? (subject.kind === "Node" ? subject.name : null);
}
