import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import { listScans } from "../../lib/store/index.ts";

const pageLength = 500;
const mostPages = 20;

/** Scans that were requested on one day in UTC (YYYY-MM-DD), newest first, out of the newest 10,000. */
export async function scansOfDay(day: string, clusterId: string | undefined): Promise<ScanSummary[]> {
  const found: ScanSummary[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const asked = { limit: pageLength, ...(clusterId ? { clusterId } : {}), ...(cursor ? { cursor } : {}) };
    const { items, nextCursor } = await listScans(asked);
    found.push(...items.filter(({ requestedAt }) => requestedAt.startsWith(day)));
    const oldest = items.at(-1)?.requestedAt;
    if (!nextCursor || !oldest || oldest.slice(0, 10) < day) break;
    cursor = nextCursor;
  }
  return found;
}
