import type { FindingRow } from "../../../lib/domain/views/finding-view.ts";
import type { NodeDetail } from "../../../lib/domain/views/node-view.ts";
import { listFindings } from "../../../lib/store/index.ts";

const pageLength = 500;

/** Open findings of the cluster's NodePorts on ports that are open on this node, those of the node itself left out. */
export async function openServices(node: Pick<NodeDetail, "id" | "clusterId" | "observations">): Promise<FindingRow[]> {
  const seen = node.observations.filter(({ state }) => state === "open");
  const open = new Set(seen.map(({ port, protocol }) => `${port}/${protocol}`));
  if (open.size === 0) return [];
  const found: FindingRow[] = [];
  let cursor: string | null = null;
  do {
    const asked = { cluster: node.clusterId, component: ["nodeport"], limit: pageLength };
    const page = await listFindings(cursor === null ? asked : { ...asked, cursor });
    found.push(
      ...page.items.filter((finding) => finding.nodeId === null && open.has(`${finding.port}/${finding.protocol}`)),
    );
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
