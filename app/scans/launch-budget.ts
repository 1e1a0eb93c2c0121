import type { ClusterRow } from "../../lib/domain/views/cluster-view.ts";
import type { ScanCosts } from "../../lib/domain/views/scan-cost.ts";
import { scanCosts } from "./scan-cost.ts";

/** A cluster that can be scanned, with what each profile is going to cost. */
export interface LaunchTarget {
  id: string;
  name: string;
  runningScanId: string | null;
  cost: ScanCosts;
}

export function launchTarget({ id, name, runningScan, nodes }: ClusterRow): LaunchTarget {
  return { id, name, runningScanId: runningScan?.id ?? null, cost: scanCosts(nodes.known) };
}
