import type { ScanComparison } from "../../domain/views/compare-view.ts";
import { loadScanPair, type ScanPair } from "./scan-pair.ts";
import { countResults, listResults, type ResultsAsked } from "./scan-results.ts";

function earlierOf({ a, b }: ScanPair): ScanComparison["earlier"] {
  const [first, second] = [Date.parse(a.at), Date.parse(b.at)];
  return first === second ? "same" : first < second ? "a" : "b";
}

/**
 * Compares two scans of one cluster: every kind counted, one page of what differs. It reads what changed between them,
 * not what they found. AppError "not-found", "conflict" for a scan without results, "invalid" for different clusters.
 */
export async function compareScans(a: string, b: string, asked: ResultsAsked = {}): Promise<ScanComparison> {
  const pair = await loadScanPair(a, b);
  const signed = await countResults(pair);
  const results = await listResults(pair, signed, asked);
  const { rules } = pair;
  return { a: pair.a.side, b: pair.b.side, earlier: earlierOf(pair), rules, counts: signed.counts, results };
}
