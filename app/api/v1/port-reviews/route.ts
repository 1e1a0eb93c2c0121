import { guardRoute } from "../../../../lib/guard/index.ts";
import { listReviews, recordReviews, requireCluster } from "../../../../lib/store/index.ts";
import { newPortReview, portReviewsQuery } from "../../inputs.ts";

export const GET = guardRoute("read", portReviewsQuery, async ({ cluster }) => {
  await requireCluster(cluster);
  const items = await listReviews(cluster);
  return { items, nextCursor: null, total: items.length };
});

export const POST = guardRoute("triage", newPortReview, async (review, { identity }) => {
  for (const cluster of new Set(review.targets.map((target) => target.cluster))) await requireCluster(cluster);
  return recordReviews(review, { by: identity.name, at: new Date() });
});
