import { type ScanProfile, scanProfiles } from "../../lib/domain/scan-report.ts";
import type { ScanCost, ScanCosts } from "../../lib/domain/views/scan-cost.ts";
import { budget, portsFor, profileLimits } from "../../lib/probes/profiles.ts";

/** A node of which nothing is known yet but that it is there. */
const plainNode = { kubeletPort: 10250, nodePorts: [], hostPorts: [], nodePortRange: [30_000, 32_767] } as const;

function costOf(profile: ScanProfile, nodes: number): ScanCost | null {
  if (nodes === 0) return null;
  const ports = portsFor(profile, plainNode).length;
  const perTarget = Array.from({ length: nodes }, () => ports);
  return { nodes, perNode: profileLimits[profile].perHost, ...budget(profile, perTarget) };
}

/** What a scan of so many nodes costs, by profile. */
export function scanCosts(nodes: number): ScanCosts {
  return Object.fromEntries(scanProfiles.map((profile) => [profile, costOf(profile, nodes)])) as ScanCosts;
}
