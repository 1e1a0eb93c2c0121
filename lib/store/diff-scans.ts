import type { ScanChange, ScanDiff } from "../domain/views/scan-view.ts";
import { compareScans } from "./compare/compare-scans.ts";
import type { ResultsAsked } from "./compare/scan-results.ts";

/** How many changes are listed where nothing is asked. */
const standardLimit = 500;

/** Compares two scans of one cluster. What is the same is counted, not listed; more than a page comes by its cursor. */
export async function diffScans(a: string, b: string, asked: ResultsAsked = {}): Promise<ScanDiff> {
  const compared = await compareScans(a, b, { limit: standardLimit, ...asked });
  const changes = compared.results.items.map(
    ({ kind, fingerprint, findingId, checkId, headline, node, port, detail }): ScanChange => {
      return { kind, fingerprint, findingId, checkId, headline, node, port, detail };
    },
  );
  const { total, nextCursor } = compared.results;
  return { a: compared.a.scan, b: compared.b.scan, counts: compared.counts, changes, total, nextCursor };
}
