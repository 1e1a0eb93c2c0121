import { Link } from "../components/ui/link.tsx";
import type { Overview } from "../lib/domain/views/overview-view.ts";
import * as t from "../lib/messages/index.ts";

/** What the first sentence leaves out: clusters that no scan has come through, and nodes out of reach. */
export function OverviewLead({ overview }: { overview: Pick<Overview, "clusters" | "nodes"> }) {
  const unscanned = overview.clusters.filter((cluster) => !cluster.lastScan);
  const { unreachable } = overview.nodes;
  if (unscanned.length === 0 && unreachable.length === 0) return null;
  return (
    <>
      {unscanned.length > 0 ? (
        <p>
          {t.overview.neverScanned(unscanned.length)}
          {unscanned.map((cluster, index) => (
            <span key={cluster.id}>
              {index > 0 ? ", " : " "}
              <Link href={`/clusters/${cluster.id}`} className="link">
                {cluster.name}
              </Link>
            </span>
          ))}
          .
        </p>
      ) : null}
      {unreachable.length > 0 ? <p>{t.overview.unreachable(unreachable)}</p> : null}
    </>
  );
}
