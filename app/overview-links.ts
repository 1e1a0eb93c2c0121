import { href } from "../components/href.ts";
import type { Shape } from "../components/severity-shape.tsx";
import type { Overview } from "../lib/domain/views/overview-view.ts";
import type { PortSection } from "../lib/domain/well-known-ports.ts";

/** What a readout counts: open findings of a severity, or the judgements that the last scan could not make. */
export function readoutHref(
  shape: Shape,
  { lastScan }: Pick<Overview, "lastScan">,
  cluster: string | undefined,
): string {
  if (shape !== "unknown") return href("/findings", { cluster, severity: shape });
  return lastScan ? `/scans/${lastScan.id}` : href("/scans", { cluster });
}

/** Lengths of the trend that the overview offers, in days. */
export const trendLengths = [7, 30, 90, 365] as const;

/** Components whose findings belong to a port class; a class without any leads to the nodes. */
const componentsOf: Record<PortSection, string[]> = {
  kubelet: ["kubelet"],
  etcd: ["etcd"],
  "api-server": ["api-server"],
  "control-plane": ["controller-manager", "scheduler", "kube-proxy"],
  nodeport: ["nodeport"],
  other: [],
};

export function sectionHref(section: PortSection, cluster: string | undefined): string {
  const component = componentsOf[section];
  return component.length > 0 ? href("/findings", { cluster, component }) : href("/nodes", { cluster });
}
