import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { listNodeTimeline } from "../../../../../../lib/store/index.ts";
import { given } from "../../../../given.ts";
import { nodeTimelineQuery } from "../../../../inputs.ts";

export const GET = guardRoute("read", nodeTimelineQuery, async ({ id, ...query }) =>
  listNodeTimeline({ nodeId: id, ...given(query) }),
);
