import { guardRoute } from "../../../../lib/guard/index.ts";
import { listTrend } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { trendsQuery } from "../../inputs.ts";

export const GET = guardRoute("read", trendsQuery, async ({ cluster, days }) => {
  const items = await listTrend(given({ clusterId: cluster, days }));
  return { items, nextCursor: null, total: items.length };
});
