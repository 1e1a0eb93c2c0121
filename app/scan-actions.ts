"use server";

import { z } from "zod";
import { scanProfiles } from "../lib/domain/scan-report.ts";
import { guardAction } from "../lib/guard/index.ts";
import { requestScan } from "../lib/store/index.ts";

const scanInput = z.object({ clusterId: z.string().min(1), profile: z.enum(scanProfiles) });

const guarded = guardAction("scan", scanInput, async ({ clusterId, profile }) =>
  requestScan({ clusterId, profile, trigger: "manual" }),
);

export async function scanNow(input: z.input<typeof scanInput>) {
  return guarded(input);
}
