import { guardRoute } from "../../../../lib/guard/index.ts";
import { listExposures, requireCluster } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { exposuresQuery } from "../../inputs.ts";

export const GET = guardRoute("read", exposuresQuery, async (query) => {
  await requireCluster(query.cluster);
  return listExposures(given(query));
});
