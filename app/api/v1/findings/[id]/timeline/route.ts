import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { getFindingTimeline } from "../../../../../../lib/store/index.ts";
import { given } from "../../../../given.ts";
import { findingTimelineQuery } from "../../../../inputs.ts";

export const GET = guardRoute("read", findingTimelineQuery, async ({ id, ...query }) =>
  getFindingTimeline({ findingId: id, ...given(query) }),
);
