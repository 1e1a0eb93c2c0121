import { z } from "zod";
import { guardLayout, guardMetadata } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { readCluster } from "../../clusters/[clusterId]/read-cluster.ts";

const request = z.object({ clusterId: z.string().min(1).max(100) });

export const generateMetadata = guardMetadata(request, async ({ input: { clusterId } }) => {
  const cluster = await readCluster(clusterId);
  return { title: t.baselines.of(cluster.name) };
});

/** Before the skeleton: what does not exist is a 404, in the status as well. */
export default guardLayout(request, async ({ input: { clusterId } }) => {
  await readCluster(clusterId);
});
