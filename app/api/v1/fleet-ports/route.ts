import { guardRoute } from "../../../../lib/guard/index.ts";
import { listFleetPorts, requireCluster } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { fleetPortsQuery } from "../../inputs.ts";

export const GET = guardRoute("read", fleetPortsQuery, async (query) => {
  await requireCluster(query.cluster);
  return listFleetPorts(given(query));
});
