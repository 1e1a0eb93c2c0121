"use server";

import { z } from "zod";
import { guardAction } from "../../lib/guard/index.ts";
import { cancelScan, resumeScan } from "../../lib/store/index.ts";
import { scanCosts } from "./scan-cost.ts";

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

const costInput = z.object({ nodes: z.number().int().min(0).max(1_000_000) });

const cost = guardAction("read", costInput, async ({ nodes }) => scanCosts(nodes));

/** What a scan of so many nodes would cost. */
export async function scanCostAction(input: z.input<typeof costInput>) {
  return cost(input);
}
