import { guardRoute } from "../../../../../lib/guard/index.ts";
import { previewPolicy } from "../../../../../lib/store/index.ts";
import { retentionEdit } from "../../../inputs.ts";

/** A POST, because what it takes is what PUT takes; it changes nothing, but counts whole tables. */
export const POST = guardRoute("manage-retention", retentionEdit, async ({ cluster, ...days }) =>
  previewPolicy({ clusterId: cluster ?? "", ...days }),
);
