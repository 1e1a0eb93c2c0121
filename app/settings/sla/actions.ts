"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { guardAction } from "../../../lib/guard/index.ts";
import { previewSlaPolicy, setSlaPolicy } from "../../../lib/store/index.ts";
import { slaInput } from "../../triage/triage-input.ts";

const preview = guardAction("manage-settings", slaInput, ({ cluster, days }) => previewSlaPolicy(cluster ?? "", days));

/** What other days would do, counted; nothing is changed. */
export async function previewSlaAction(input: z.input<typeof slaInput>) {
  return preview(input);
}

const save = guardAction("manage-settings", slaInput, async ({ cluster, days }, identity) => {
  await setSlaPolicy(cluster ?? "", days, identity);
  revalidatePath("/settings/sla");
});

export async function saveSlaAction(input: z.input<typeof slaInput>) {
  return save(input);
}
