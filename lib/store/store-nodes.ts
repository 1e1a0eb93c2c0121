import type { ScanReport } from "../domain/scan-report.ts";
import { insertRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { newId } from "./new-id.ts";

/** Node ids by node name. */
export type NodeIds = ReadonlyMap<string, string>;

const columns = {
  id: "text",
  clusterId: "text",
  uid: "text",
  name: "text",
  roles: "text[]",
  addresses: "text[]",
  kubeletVersion: "text",
  kubeletPort: "int",
  distribution: "text",
  osImage: "text",
  ready: "boolean",
  present: "boolean",
  checked: "boolean",
  lastCheckedAt: "timestamptz",
  firstSeenAt: "timestamptz",
  lastSeenAt: "timestamptz",
  lastScanId: "text",
  checkedScanId: "text",
  kubeletConfig: "jsonb",
  settings: "jsonb",
  sections: "jsonb",
};

/** A node that this scan did not look at keeps what the scan before knew of its ports. */
const onConflict = `on conflict ("clusterId", "uid") do update set
  "name" = excluded."name", "roles" = excluded."roles", "addresses" = excluded."addresses",
  "kubeletVersion" = excluded."kubeletVersion", "kubeletPort" = excluded."kubeletPort",
  "distribution" = excluded."distribution", "osImage" = excluded."osImage", "ready" = excluded."ready",
  "present" = true, "goneAt" = null, "checked" = coalesce(excluded."checked", "Node"."checked"),
  "lastCheckedAt" = coalesce(excluded."lastCheckedAt", "Node"."lastCheckedAt"), "lastSeenAt" = excluded."lastSeenAt",
  "lastScanId" = excluded."lastScanId", "checkedScanId" = coalesce(excluded."checkedScanId", "Node"."checkedScanId"),
  "kubeletConfig" = excluded."kubeletConfig", "settings" = excluded."settings"`;

/** True when the report names every node of the cluster, so that what it does not name is gone. */
export function namesEveryNode(report: ScanReport): boolean {
  const lost = report.coverage.lost.some(({ need }) => /^list nodes\b/.test(need));
  return report.outcome === "complete" && report.nodes.length > 0 && !lost;
}

/** Whether the scan looked at a node's ports: yes, no, or null where it did not come to it. */
function wasChecked(report: ScanReport): (name: string) => boolean | null {
  const unreachable = new Set(report.coverage.nodes.unreachable);
  const looked = new Set<string | null>(report.sweeps.map((sweep) => sweep.node));
  for (const seen of report.observations) if (seen.state !== null) looked.add(seen.node);
  return (name) => {
    if (unreachable.has(name)) return false;
    if (looked.has(name)) return true;
    return report.outcome === "complete" ? false : null;
  };
}

/** Writes the nodes of a report; those that a complete report no longer names are marked as gone. */
export async function storeNodes(
  tx: Transaction,
  scan: { id: string; clusterId: string },
  report: ScanReport,
): Promise<NodeIds> {
  const checked = wasChecked(report);
  const at = report.finishedAt;
  const rows = report.nodes.map((node) => ({
    ...node,
    id: newId(),
    clusterId: scan.clusterId,
    present: true,
    checked: checked(node.name),
    lastCheckedAt: checked(node.name) ? at : null,
    firstSeenAt: at,
    lastSeenAt: at,
    lastScanId: scan.id,
    checkedScanId: checked(node.name) ? scan.id : null,
    sections: {},
  }));
  const byUid = [...new Map(rows.map((row) => [row.uid, row])).values()];
  await insertRows(tx, { table: "Node", columns, onConflict }, byUid);
  if (namesEveryNode(report)) {
    await tx.node.updateMany({
      where: { clusterId: scan.clusterId, present: true, uid: { notIn: byUid.map(({ uid }) => uid) } },
      data: { present: false, goneAt: new Date(report.finishedAt) },
    });
  }
  return readNodeIds(tx, scan.clusterId);
}

/** Ids of the nodes that are in the cluster now, by name. */
export async function readNodeIds(tx: Transaction, clusterId: string): Promise<NodeIds> {
  const nodes = await tx.node.findMany({
    where: { clusterId },
    select: { id: true, name: true },
    orderBy: [{ present: "asc" }, { lastSeenAt: "asc" }],
  });
  return new Map(nodes.map(({ id, name }) => [name, id]));
}
