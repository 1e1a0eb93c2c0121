import { guardRoute } from "../../../../lib/guard/index.ts";
import { getOverview } from "../../../../lib/store/index.ts";
import { overviewQuery } from "../../inputs.ts";

export const GET = guardRoute("read", overviewQuery, async ({ cluster, days }) =>
  getOverview({ ...(cluster ? { clusterId: cluster } : {}), days }),
);
