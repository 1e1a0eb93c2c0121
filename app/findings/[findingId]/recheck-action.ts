"use server";

import { z } from "zod";
import { guardAction } from "../../../lib/guard/index.ts";
import { requestRecheck } from "../../../lib/store/index.ts";

const guarded = guardAction("scan", z.object({ findingId: z.string().min(1).max(100) }), ({ findingId }) =>
  requestRecheck(findingId),
);

/** Asks the worker to probe the finding's one subject again. */
export async function recheckNow(input: { findingId: string }) {
  return guarded(input);
}
