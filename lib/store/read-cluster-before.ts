import type { DeclaredPort } from "../domain/previous-scan.ts";
import type { NodeBefore } from "../posture/index.ts";
import { selectRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";

/** A cluster as it is stored before a scan is written, to tell what the scan changed. */
export async function readClusterBefore(tx: Transaction, clusterId: string) {
  const cluster = await tx.cluster.findUniqueOrThrow({
    where: { id: clusterId },
    select: { version: true, lastCompleteScanId: true },
  });
  const last = await tx.scan.findUnique({
    where: { id: cluster.lastCompleteScanId ?? "" },
    select: { declaredPorts: true },
  });
  const nodes = await selectRows<NodeBefore>(
    tx,
    `select "id", "uid", "name", "addresses", "roles", "kubeletVersion", "osImage", "ready", "present", "settings",
       "kubeletConfig"
     from "Node" where "clusterId" = $1`,
    clusterId,
  );
  return {
    before: nodes,
    clusterBefore: { version: cluster.version },
    declaredBefore: last?.declaredPorts ? fromJson<DeclaredPort[]>(last.declaredPorts) : null,
  };
}
