import { guardRoute } from "../../../../lib/guard/index.ts";
import { listNodes, requireCluster } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { nodesQuery } from "../../inputs.ts";

export const GET = guardRoute("read", nodesQuery, async ({ cluster, ...query }) => {
  await requireCluster(cluster);
  return listNodes(given({ ...query, clusterId: cluster }));
});
