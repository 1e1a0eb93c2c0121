import { guardRoute } from "../../../../lib/guard/index.ts";
import { listExposures, requireCluster, requireNode } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { exposuresQuery } from "../../inputs.ts";

export const GET = guardRoute("read", exposuresQuery, async (query) => {
  await requireCluster(query.cluster);
  await requireNode(query.node, query.cluster);
  return listExposures(given(query));
});
