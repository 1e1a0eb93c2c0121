"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { guardAction } from "../../lib/guard/index.ts";
import { recordReviews, requireCluster, undoReview } from "../../lib/store/index.ts";
import { type PortReviewInput, portReviewInput } from "./port-review-input.ts";

const record = guardAction("triage", portReviewInput, async (review, identity) => {
  for (const cluster of new Set(review.targets.map((target) => target.cluster))) await requireCluster(cluster);
  const outcome = await recordReviews(review, { by: identity.name, at: new Date() });
  revalidatePath("/node-ports", "layout");
  return outcome;
});

/** Records what was asked or decided about node ports; nothing on a cluster changes. */
export async function recordPortReview(input: PortReviewInput) {
  return record(input);
}

const undoInput = z.strictObject({ id: z.string().min(1).max(100), version: z.int().min(1) });
const undo = guardAction("triage", undoInput, async (review) => {
  const left = await undoReview(review);
  revalidatePath("/node-ports", "layout");
  return left;
});

export async function undoPortReview(input: z.input<typeof undoInput>) {
  return undo(input);
}
