import type { ScanComparison } from "../../domain/views/compare-view.ts";
import { keptBriefly } from "../kept-briefly.ts";
import { loadScanPair, type ScanPair } from "./scan-pair.ts";
import { countResults, listResults, type ResultsAsked, type SignedCounts } from "./scan-results.ts";

function earlierOf({ a, b }: ScanPair): ScanComparison["earlier"] {
  const [first, second] = [Date.parse(a.at), Date.parse(b.at)];
  return first === second ? "same" : first < second ? "a" : "b";
}

/** Two stored scans do not change: what they differ in is counted once for the pages that are read one after the other. */
const counted = keptBriefly<SignedCounts>({ ms: 5000, most: 20 });

/** What the counts hang on: the scans, the rules they were judged by, and the nodes that only one of them had. */
function keyOf({ a, b, rules, gone, came, nearEachOther }: ScanPair): string {
  return JSON.stringify([a.id, b.id, a.side.rulesHash, b.side.rulesHash, rules, gone, came, nearEachOther]);
}

/**
 * Compares two scans of one cluster: every kind counted, one page of what differs. It reads what changed between them,
 * not what they found. AppError "not-found", "conflict" for a scan without results, "invalid" for different clusters.
 */
export async function compareScans(a: string, b: string, asked: ResultsAsked = {}): Promise<ScanComparison> {
  const pair = await loadScanPair(a, b);
  const signed = await counted(keyOf(pair), () => countResults(pair));
  const results = await listResults(pair, signed, asked);
  const { rules } = pair;
  return { a: pair.a.side, b: pair.b.side, earlier: earlierOf(pair), rules, counts: signed.counts, results };
}
