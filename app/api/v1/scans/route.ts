import { guardRoute } from "../../../../lib/guard/index.ts";
import { listScans, requestScan, requireCluster } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { newScan, scansQuery } from "../../inputs.ts";

export const GET = guardRoute("read", scansQuery, async ({ cluster, ...query }) => {
  await requireCluster(cluster);
  return listScans(given({ ...query, clusterId: cluster }));
});

export const POST = guardRoute(
  "scan",
  newScan,
  async ({ cluster, profile }) => requestScan({ clusterId: cluster, profile, trigger: "manual" }),
  202,
);
