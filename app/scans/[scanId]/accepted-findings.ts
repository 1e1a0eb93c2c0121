import type { FindingRow } from "../../../lib/domain/views/finding-view.ts";
import { listFindings } from "../../../lib/store/index.ts";

const pageLength = 500;

/** Fails of a cluster that a person has accepted: in a scan's results they stand as fails, and read "Accepted". */
export async function acceptedFindings(cluster: string): Promise<FindingRow[]> {
  const found: FindingRow[] = [];
  let cursor: string | null = null;
  do {
    const asked = { cluster, state: ["accepted" as const], verdict: ["fail" as const], limit: pageLength };
    const page = await listFindings(cursor === null ? asked : { ...asked, cursor });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
