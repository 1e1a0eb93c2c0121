import { href } from "../components/href.ts";
import type { Shape } from "../components/severity-shape.tsx";
import type { ClusterRow } from "../lib/domain/views/cluster-view.ts";
import type { PortSection } from "../lib/domain/well-known-ports.ts";

/** What a readout counts: open findings of a severity, or the judgements that the last scan could not make. */
export function readoutHref(
  shape: Shape,
  { clusters }: { clusters: readonly Pick<ClusterRow, "unknown">[] },
  cluster: string | undefined,
): string {
  if (shape !== "unknown") return href("/findings", { cluster, severity: shape });
  const [only, ...others] = clusters;
  // Of several clusters each has a scan of its own: the list shows the count of each, and opens it.
  if (!only?.unknown.scanId || others.length > 0) return "/clusters";
  return href(`/scans/${only.unknown.scanId}`, { verdict: "unknown" });
}

/** Lengths of the trend that the overview offers, in days. */
export const trendLengths = [7, 30, 90, 365] as const;

/** The nodes on which a port of the class is open. */
export function sectionHref(section: PortSection, cluster: string | undefined): string {
  return href("/nodes", { cluster, reachable: section });
}
