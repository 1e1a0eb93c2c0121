import type { ScanSummary } from "../../lib/domain/views/scan-view.ts";
import * as t from "../../lib/messages/index.ts";

/** How long a finished scan took, "34 s"; null while it runs or when it never began. */
export function scanDuration({ startedAt, finishedAt }: Pick<ScanSummary, "startedAt" | "finishedAt">): string | null {
  if (!startedAt || !finishedAt) return null;
  return t.scans.length((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
}
