import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { undoReview } from "../../../../../../lib/store/index.ts";
import { portReviewUndo } from "../../../../inputs.ts";

/** What is left of the record; null where nothing is. */
export const POST = guardRoute("triage", portReviewUndo, (review) => undoReview(review));
