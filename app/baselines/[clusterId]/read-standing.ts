import { type BaselineStanding, type SeenPort, standBaseline } from "../../../lib/posture/index.ts";
import { countFindings, getBaseline, readOpenPorts } from "../../../lib/store/index.ts";
import { readCluster } from "../../clusters/[clusterId]/read-cluster.ts";

/** A cluster with what is expected, what is open, and how the two stand. */
export async function readStanding(clusterId: string, now = new Date()) {
  const [cluster, saved, ports, findings] = await Promise.all([
    readCluster(clusterId),
    getBaseline(clusterId),
    readOpenPorts(clusterId),
    countFindings({ cluster: clusterId, check: ["port-not-in-baseline"] }),
  ]);
  const drift = Object.values(findings).reduce((sum, count) => sum + count, 0);
  const standing: BaselineStanding<SeenPort> = standBaseline(saved?.entries ?? [], ports.open, now);
  return { cluster, saved, ...ports, standing, drift };
}

export type Standing = Awaited<ReturnType<typeof readStanding>>;
