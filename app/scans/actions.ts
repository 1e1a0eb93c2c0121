"use server";

import { z } from "zod";
import { guardAction } from "../../lib/guard/index.ts";
import { cancelScan } from "../../lib/store/index.ts";

const cancelInput = z.object({ scanId: z.string().min(1).max(100) });

const cancel = guardAction("scan", cancelInput, ({ scanId }) => cancelScan(scanId));

/** Ends a queued scan at once and a running one at its next progress. */
export async function cancelScanAction(input: z.input<typeof cancelInput>) {
  return cancel(input);
}
