import type { ScanProfile } from "../../lib/domain/scan-report.ts";
import { scanProfiles } from "../../lib/domain/scan-report.ts";
import type { ClusterRow } from "../../lib/domain/views/cluster-view.ts";
import * as t from "../../lib/messages/index.ts";
import { budget, portsFor } from "../../lib/probes/profiles.ts";

/** A cluster that can be scanned, with what each profile is going to cost in words. */
export interface LaunchTarget {
  id: string;
  name: string;
  runningScanId: string | null;
  cost: Record<ScanProfile, string>;
}

const plainNode = { kubeletPort: 10250, nodePorts: [], hostPorts: [], nodePortRange: [30_000, 32_767] } as const;

function cost(profile: ScanProfile, nodes: number): string {
  if (nodes === 0) return t.scans.launch.budgetUnknown;
  const ports = portsFor(profile, plainNode).length;
  const { connections, seconds } = budget(
    profile,
    Array.from({ length: nodes }, () => ports),
  );
  return t.scans.launch.budget(connections, seconds.least, seconds.most);
}

export function launchTarget(cluster: ClusterRow): LaunchTarget {
  const costs = scanProfiles.map((profile) => [profile, cost(profile, cluster.nodes.known)]);
  return {
    id: cluster.id,
    name: cluster.name,
    runningScanId: cluster.runningScan?.id ?? null,
    cost: Object.fromEntries(costs) as LaunchTarget["cost"],
  };
}
