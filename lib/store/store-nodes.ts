import type { ScanReport } from "../domain/scan-report.ts";
import { insertRows, selectRows, updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { jsonText } from "./json-text.ts";
import { newId } from "./new-id.ts";
import { sha256 } from "./sha256.ts";

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
  zone: "text",
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
  contentHash: "text",
  sections: "jsonb",
};

const contents = [
  "name",
  "roles",
  "addresses",
  "kubeletVersion",
  "kubeletPort",
  "distribution",
  "osImage",
  "zone",
  "ready",
] as const;
const texts = ["kubeletConfig", "settings"] as const;

/** Written only where it differs: most nodes are from scan to scan what they were, and their settings are long. */
const onConflict = `on conflict ("clusterId", "uid") do update set
  ${[...contents, ...texts, "contentHash"].map((name) => `"${name}" = excluded."${name}"`).join(", ")},
  "present" = true, "goneAt" = null`;

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

/** Settings are long, and a report's nodes are asked for twice. */
const hashes = new WeakMap<object, string>();

/** The same for a node that is in every respect what it was. */
export function nodeHash(node: ScanReport["nodes"][number]): string {
  const known = hashes.get(node);
  if (known) return known;
  const content = [...contents, ...texts].map((name) => node[name]);
  const hash = sha256(jsonText(content), "base64url").slice(0, 22);
  hashes.set(node, hash);
  return hash;
}

/** Nodes that a complete scan does not name are gone as of it. */
async function beginAbsences(tx: Transaction, clusterId: string, uids: readonly string[], at: string): Promise<void> {
  await tx.$executeRaw`
    with gone as (
      update "Node" set "present" = false, "goneAt" = ${at}::timestamptz
      where "clusterId" = ${clusterId} and "present" and "uid" <> all(${uids}::text[]) returning "id")
    insert into "NodeAbsence" ("nodeId", "since") select "id", ${at}::timestamptz from gone`;
}

async function endAbsences(tx: Transaction, clusterId: string, uids: readonly string[], at: string): Promise<void> {
  await tx.$executeRaw`
    update "NodeAbsence" a set "until" = ${at}::timestamptz from "Node" n
    where n."id" = a."nodeId" and n."clusterId" = ${clusterId} and n."uid" = any(${uids}::text[]) and a."until" = 'infinity'`;
}

/** Confirms nodes that are as they were. One that was not looked at keeps what the scan before knew of its ports. */
async function confirmNodes(tx: Transaction, rows: readonly object[], scan: { clusterId: string }): Promise<void> {
  const set = `"present" = true, "goneAt" = null, "checked" = coalesce(r."checked", t."checked"),
    "lastCheckedAt" = coalesce(r."lastCheckedAt", t."lastCheckedAt"), "lastSeenAt" = r."lastSeenAt",
    "lastScanId" = r."lastScanId", "checkedScanId" = coalesce(r."checkedScanId", t."checkedScanId")`;
  const confirmed = {
    clusterId: "text",
    uid: "text",
    checked: "boolean",
    lastCheckedAt: "timestamptz",
    lastSeenAt: "timestamptz",
    lastScanId: "text",
    checkedScanId: "text",
  };
  const where = 't."clusterId" = r."clusterId" and t."uid" = r."uid"';
  const { clusterId } = scan;
  await updateRows(
    tx,
    { table: "Node", columns: confirmed, set, where },
    rows.map((row) => ({ ...row, clusterId })),
  );
}

/** Writes the nodes of a report; those that a complete report no longer names are marked as gone. */
export async function storeNodes(
  tx: Transaction,
  scan: { id: string; clusterId: string },
  report: ScanReport,
): Promise<NodeIds> {
  const checked = wasChecked(report);
  const at = report.finishedAt;
  const rows = report.nodes.map((node) => {
    return {
      ...node,
      contentHash: nodeHash(node),
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
    };
  });
  const byUid = [...new Map(rows.map((row) => [row.uid, row])).values()];
  const known = await selectRows<{ uid: string; contentHash: string }>(
    tx,
    'select "uid", "contentHash" from "Node" where "clusterId" = $1',
    scan.clusterId,
  );
  const hashOf = new Map(known.map(({ uid, contentHash }) => [uid, contentHash]));
  const differing = byUid.filter(({ uid, contentHash }) => hashOf.get(uid) !== contentHash);
  await insertRows(tx, { table: "Node", columns, onConflict }, differing);
  const old = byUid.filter(({ uid }) => hashOf.has(uid));
  await confirmNodes(
    tx,
    old.map(({ uid, checked: looked, lastCheckedAt, lastSeenAt, lastScanId, checkedScanId }) => ({
      ...{ uid, checked: looked, lastCheckedAt, lastSeenAt, lastScanId, checkedScanId },
    })),
    scan,
  );
  const uids = byUid.map(({ uid }) => uid);
  await endAbsences(tx, scan.clusterId, uids, at);
  if (namesEveryNode(report)) await beginAbsences(tx, scan.clusterId, uids, at);
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
