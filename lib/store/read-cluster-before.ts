import type { DeclaredPort } from "../domain/previous-scan.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { NodeBefore } from "../posture/index.ts";
import { selectRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { nodeHash } from "./store-nodes.ts";

type NodeRow = NodeBefore & { contentHash: string };

/** Settings are long: those of a node that is what it was are taken from the report, which says the same. */
async function readNodes(tx: Transaction, clusterId: string, report: ScanReport): Promise<NodeBefore[]> {
  const rows = await selectRows<NodeRow>(
    tx,
    `select "id", "uid", "name", "addresses", "roles", "kubeletVersion", "osImage", "ready", "present", "contentHash",
       null as "settings", null as "kubeletConfig"
     from "Node" where "clusterId" = $1`,
    clusterId,
  );
  const now = new Map(report.nodes.map((node) => [node.uid, { ...node, hash: nodeHash(node) }]));
  const isSame = ({ uid, contentHash }: NodeRow) => now.get(uid)?.hash === contentHash;
  const texts = await selectRows<Pick<NodeBefore, "id" | "settings" | "kubeletConfig">>(
    tx,
    'select "id", "settings", "kubeletConfig" from "Node" where "id" = any($1::text[])',
    rows.filter((row) => !isSame(row)).map(({ id }) => id),
  );
  const textsOf = new Map(texts.map((row) => [row.id, row]));
  return rows.map((row) => {
    const same = isSame(row) ? now.get(row.uid) : undefined;
    const { settings = null, kubeletConfig = null } = same ?? textsOf.get(row.id) ?? {};
    return { ...row, settings, kubeletConfig };
  });
}

/** A cluster as it is stored before a scan is written, to tell what the scan changed. */
export async function readClusterBefore(tx: Transaction, clusterId: string, report: ScanReport) {
  const cluster = await tx.cluster.findUniqueOrThrow({
    where: { id: clusterId },
    select: { version: true, lastCompleteScanId: true },
  });
  const last = await tx.scan.findUnique({
    where: { id: cluster.lastCompleteScanId ?? "" },
    select: { declaredPorts: true },
  });
  const nodes = await readNodes(tx, clusterId, report);
  return {
    before: nodes,
    clusterBefore: { version: cluster.version },
    declaredBefore: last?.declaredPorts ? fromJson<DeclaredPort[]>(last.declaredPorts) : null,
  };
}
