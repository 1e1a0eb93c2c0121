import { guardRoute } from "../../../../../../../../lib/guard/index.ts";
import { getPortTimeline } from "../../../../../../../../lib/store/index.ts";
import { given } from "../../../../../../given.ts";
import { portTimelineQuery } from "../../../../../../inputs.ts";

export const GET = guardRoute("read", portTimelineQuery, async ({ id, ...query }) =>
  getPortTimeline({ nodeId: id, ...given(query) }),
);
