import type { PortOwner } from "../domain/port-owner.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import { insertRows } from "./bulk.ts";
import { query, type Transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";

const columns = { clusterId: "text", nodeName: "text", port: "int", protocol: "text", facts: "jsonb" };

/** Replaces the owners of a cluster's ports by those that a complete scan saw. */
export async function storePortOwners(tx: Transaction, clusterId: string, report: ScanReport): Promise<void> {
  if (report.outcome !== "complete" || !report.owners) return;
  await tx.portOwner.deleteMany({ where: { clusterId } });
  const rows = report.owners.map((facts) => {
    const { node, port, protocol } = facts;
    return { clusterId, nodeName: node, port, protocol, facts };
  });
  await insertRows(tx, { table: "PortOwner", columns }, rows);
}

/** Who declares the ports of a node; what is declared for every node is among them. */
export async function listPortOwners(clusterId: string, nodeName: string): Promise<PortOwner[]> {
  const rows = await query((database) =>
    database.portOwner.findMany({
      where: { clusterId, OR: [{ nodeName }, { nodeName: null }] },
      orderBy: [{ port: "asc" }, { id: "asc" }],
    }),
  );
  return rows.map(({ facts }) => fromJson<PortOwner>(facts));
}
