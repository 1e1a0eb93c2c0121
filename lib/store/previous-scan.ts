import type { KubeletConfigAnswer } from "../domain/inventory.ts";
import type { DeclaredPort, PreviousScan } from "../domain/previous-scan.ts";
import type { ScanProfile } from "../domain/scan-report.ts";
import type { VantageKind } from "../domain/vantage.ts";
import { query } from "./client.ts";
import { fromJson, iso } from "./column-values.ts";
import { readPorts } from "./port-readings.ts";

/**
 * The last complete scan of a cluster from a vantage, to judge changes by, with its ports as they are known since; null
 * where there is none yet.
 */
export async function readPreviousScan(clusterId: string, vantageName: string): Promise<PreviousScan | null> {
  const scan = await query((database) =>
    database.scan.findFirst({
      where: { clusterId, vantageName, state: "complete" },
      orderBy: [{ finishedAt: "desc" }, { id: "desc" }],
    }),
  );
  if (!scan?.finishedAt || !scan.vantageName) return null;
  // A node that came since has no part in that scan; one that left keeps the row that it had.
  const nodes = await query((database) => database.node.findMany({ where: { clusterId, uid: { in: scan.nodeUids } } }));
  const { observations, sweeps } = await readPorts({ clusterId, vantageName });
  return {
    finishedAt: iso(scan.finishedAt),
    vantage: { name: scan.vantageName, kind: scan.vantageKind as VantageKind },
    profile: scan.profile as ScanProfile,
    nodes: nodes.map(({ name, uid, ready, kubeletVersion, kubeletConfig }) => ({
      name,
      uid,
      ready,
      kubeletVersion,
      kubeletConfig: kubeletConfig
        ? fromJson<KubeletConfigAnswer>(kubeletConfig)
        : { status: "unknown", reason: "the kubelet's configuration was not read then", need: null },
    })),
    observations,
    sweeps,
    declaredPorts: scan.declaredPorts === null ? null : fromJson<DeclaredPort[]>(scan.declaredPorts),
  };
}
