"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import type { RetentionEdit } from "../../../lib/domain/views/retention-view.ts";
import { guardAction, InvalidInput } from "../../../lib/guard/index.ts";
import { checkEdit, previewPolicy, setPolicy } from "../../../lib/store/index.ts";
import { retentionForm } from "./retention-input.ts";

/** Says at its field what does not fit together. */
async function refuseMisfits(edit: RetentionEdit): Promise<void> {
  const problems = await checkEdit(edit);
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
}

const preview = guardAction("manage-retention", retentionForm, async (edit) => {
  await refuseMisfits(edit);
  return previewPolicy(edit);
});

/** What would be deleted, counted; nothing is changed. */
export async function previewRetentionAction(input: z.input<typeof retentionForm>) {
  return preview(input);
}

const save = guardAction("manage-retention", retentionForm, async (edit) => {
  await refuseMisfits(edit);
  await setPolicy(edit);
  revalidatePath("/settings/retention");
});

export async function saveRetentionAction(input: z.input<typeof retentionForm>) {
  return save(input);
}
