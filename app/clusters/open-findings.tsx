import { href } from "../../components/href.ts";
import { SeverityCounts } from "../../components/severity-counts.tsx";
import type { ClusterRow } from "../../lib/domain/views/cluster-view.ts";
import * as t from "../../lib/messages/index.ts";

/** Open findings of a cluster by severity; before a scan has ended they are not known, which is not none. */
export function OpenFindings({ cluster }: { cluster: Pick<ClusterRow, "id" | "open" | "lastScan"> }) {
  if (!cluster.lastScan) return <span className="text-ink-3">{t.ui.notKnown}</span>;
  return (
    <SeverityCounts
      counts={cluster.open}
      className="xl:flex-nowrap xl:gap-x-2"
      href={(severity) => href("/findings", { cluster: cluster.id, severity })}
    />
  );
}
