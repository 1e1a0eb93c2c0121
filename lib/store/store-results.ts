import type { CheckResult } from "../domain/scan-report.ts";
import { insertRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { insertEvidence, type KeptEvidence, splitEvidence } from "./evidence.ts";

/** Evidence of each result, by fingerprint. */
export type EvidenceByFingerprint = ReadonlyMap<string, KeptEvidence>;

const columns = {
  scanId: "text",
  fingerprint: "text",
  checkId: "text",
  verdict: "text",
  severity: "text",
  headline: "text",
  reason: "text",
  subject: "jsonb",
  node: "text",
  port: "int",
  vantageName: "text",
  vantageKind: "text",
  evidenceHash: "text",
  evidenceAt: "text[]",
};

/** Keeps the evidence of results, each proof once. */
export async function storeEvidence(tx: Transaction, results: readonly CheckResult[]): Promise<EvidenceByFingerprint> {
  const kept = new Map(results.map((result) => [result.fingerprint, splitEvidence(result.evidence)]));
  await insertEvidence(tx, [...kept.values()]);
  return kept;
}

/** Writes every verdict of a scan, the passes too: they are what a later comparison stands on. */
export async function storeResults(
  tx: Transaction,
  scanId: string,
  results: readonly CheckResult[],
  evidence: EvidenceByFingerprint,
): Promise<void> {
  const rows = results.map((result) => ({
    scanId,
    fingerprint: result.fingerprint,
    checkId: result.checkId,
    verdict: result.verdict,
    severity: result.severity,
    headline: result.headline,
    reason: result.reason,
    subject: result.subject,
    node: nodeOf(result),
    port: result.subject.port ?? null,
    vantageName: result.vantage.name,
    vantageKind: result.vantage.kind,
    evidenceHash: evidence.get(result.fingerprint)?.hash,
    evidenceAt: evidence.get(result.fingerprint)?.times ?? [],
  }));
  await insertRows(tx, { table: "ScanResult", columns }, rows);
}

/** Name of the node that a result lies on. */
export function nodeOf({ subject }: Pick<CheckResult, "subject">): string | null {
  return subject.node ?? (subject.kind === "Node" ? subject.name : null);
}
