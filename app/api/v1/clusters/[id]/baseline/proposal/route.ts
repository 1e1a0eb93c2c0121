import { guardRoute } from "../../../../../../../lib/guard/index.ts";
import { proposeBaseline, writeProposal } from "../../../../../../../lib/posture/index.ts";
import { getCluster, readOpenPorts } from "../../../../../../../lib/store/index.ts";
import { byId } from "../../../../../inputs.ts";

/** Nothing is saved: what would be expected by what is seen. */
export const POST = guardRoute("read", byId, async ({ id }) => {
  const { name } = await getCluster(id);
  const { open, nodes } = await readOpenPorts(id);
  const proposal = proposeBaseline(open, nodes);
  return { yaml: writeProposal(name, proposal), ...proposal };
});
