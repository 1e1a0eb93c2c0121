import { guardRoute } from "../../../../lib/guard/index.ts";
import { createCluster, listClusters } from "../../../../lib/store/index.ts";
import { newCluster, noInput } from "../../inputs.ts";
import { clusterFrom } from "./cluster-from.ts";

export const GET = guardRoute("read", noInput, async () => {
  const items = await listClusters();
  return { items, nextCursor: null, total: items.length };
});

export const POST = guardRoute(
  "manage-clusters",
  newCluster,
  async (input) => createCluster(await clusterFrom(input)),
  201,
);
