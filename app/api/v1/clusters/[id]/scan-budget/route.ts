import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { getCluster } from "../../../../../../lib/store/index.ts";
import { scanCosts } from "../../../../../scans/scan-cost.ts";
import { byId } from "../../../../inputs.ts";

export const GET = guardRoute("read", byId, async ({ id }) => {
  const { nodes } = await getCluster(id);
  return scanCosts(nodes.known);
});
