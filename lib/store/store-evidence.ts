import type { CheckResult } from "../domain/scan-report.ts";
import type { Transaction } from "./client.ts";
import { insertEvidence, type KeptEvidence, splitEvidence } from "./evidence.ts";

/** Evidence of each result, by fingerprint. */
export type EvidenceByFingerprint = ReadonlyMap<string, KeptEvidence>;

/** Keeps the evidence of results, each proof once. */
export async function storeEvidence(tx: Transaction, results: readonly CheckResult[]): Promise<EvidenceByFingerprint> {
  const kept = new Map(results.map((result) => [result.fingerprint, splitEvidence(result.evidence)]));
  await insertEvidence(tx, [...kept.values()]);
  return kept;
}

/** Name of the node that a result lies on. */
export function nodeOf({ subject }: Pick<CheckResult, "subject">): string | null {
  return subject.node ?? (subject.kind === "Node" ? subject.name : null);
}
