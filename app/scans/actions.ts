"use server";

import { z } from "zod";
import { guardAction } from "../../lib/guard/index.ts";
import { cancelScan, resumeScan } from "../../lib/store/index.ts";

const cancelInput = z.object({ scanId: z.string().min(1).max(100) });

const cancel = guardAction("scan", cancelInput, ({ scanId }) => cancelScan(scanId));

/** Ends a queued scan at once and a running one at its next progress. */
export async function cancelScanAction(input: z.input<typeof cancelInput>) {
  return cancel(input);
}

const resume = guardAction("scan", cancelInput, ({ scanId }) => resumeScan(scanId));

/** Looks at what a stopped scan did not come to. */
export async function resumeScanAction(input: z.input<typeof cancelInput>) {
  return resume(input);
}
