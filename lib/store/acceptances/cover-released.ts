import type { Transaction } from "../client.ts";
import { storeTrend } from "../store-trend.ts";
import { coverFindings } from "./cover-findings.ts";

export interface CoveredFinding {
  id: string;
  clusterId: string;
}

/** Findings that an acceptance holds, before it ends. */
export async function readCovered(tx: Transaction, acceptanceId: string): Promise<CoveredFinding[]> {
  return tx.finding.findMany({ where: { acceptanceId }, select: { id: true, clusterId: true } });
}

/** What an acceptance let go and another one covers as well stays accepted, by that one. The clusters' rows are held. */
export async function coverReleased(tx: Transaction, at: string, findings: readonly CoveredFinding[]): Promise<void> {
  for (const [clusterId, those] of Map.groupBy(findings, (finding) => finding.clusterId)) {
    const look = { clusterId, at };
    const ids = those.map(({ id }) => id);
    const covered = await coverFindings(tx, look, ids);
    if (covered.length > 0) await storeTrend(tx, { ...look, rulesHash: null, scanned: false });
  }
}
