import { guardRoute } from "../../../../lib/guard/index.ts";
import { listTrend, requireCluster } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { trendsQuery } from "../../inputs.ts";

export const GET = guardRoute("read", trendsQuery, async ({ cluster, days }) => {
  await requireCluster(cluster);
  const items = await listTrend(given({ clusterId: cluster, days }));
  return { items, nextCursor: null, total: items.length };
});
