import { guardRoute } from "../../../../lib/guard/index.ts";
import { getNodePortRegister, requireCluster } from "../../../../lib/store/index.ts";
import { registerQuery } from "../../../node-ports/node-ports-search.ts";
import { nodePortsQuery } from "../../inputs.ts";

export const GET = guardRoute("read", nodePortsQuery, async (query) => {
  await requireCluster(query.cluster);
  const { rows, ...rest } = await getNodePortRegister(registerQuery(query));
  return { items: rows, nextCursor: null, ...rest };
});
