import type { Check } from "../../../lib/domain/check.ts";
import type { FindingDetail, FindingRow } from "../../../lib/domain/views/finding-view.ts";
import type { AffectedNode } from "../../../lib/remediation/index.ts";
import { getFinding, listFindings } from "../../../lib/store/index.ts";

/** A plan of more nodes than this is nobody's evening; the worst come first. */
export const plannedFindings = 500;
const atOnce = 20;

export interface Affected {
  /** One finding a node, the worst. */
  rows: FindingRow[];
  /** Open findings of the check in the cluster, and how many of them were read. */
  total: number;
  read: number;
}

/** Nodes of the cluster on which the same check fails now. */
export async function affectedNodes(finding: FindingDetail): Promise<Affected> {
  const asked = { cluster: finding.clusterId, check: [finding.checkId], verdict: ["fail" as const] };
  const page = await listFindings({ ...asked, limit: plannedFindings });
  const onNodes = page.items.filter(({ node }) => node !== null);
  const rows = [...new Map(onNodes.toReversed().map((row) => [row.node, row])).values()].toReversed();
  return { rows, total: page.total, read: page.items.length };
}

/** What each node's own finding says of its fix. */
export async function withRemediations(rows: readonly FindingRow[], check: Check): Promise<AffectedNode[]> {
  const nodes: AffectedNode[] = [];
  for (let start = 0; start < rows.length; start += atOnce) {
    const details = await Promise.all(rows.slice(start, start + atOnce).map(({ id }) => getFinding(id)));
    nodes.push(
      ...details.map(({ node, subject, context }) => ({
        name: node ?? subject.name,
        isControlPlane: context.isControlPlane ?? false,
        remediation: check.remediate(context),
        context,
      })),
    );
  }
  return nodes;
}
