import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import { noCounts, type ScoreInput, type VerdictCounts } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { countFindingsByCluster } from "./find-facets.ts";

/** How every cluster stands now, by id: the numbers that score, cluster list and overview are made of. */
export async function listStandings(clusterId?: string): Promise<Map<string, ScoreInput>> {
  const only = clusterId ? { id: clusterId } : {};
  const [clusters, nodes, open] = await Promise.all([
    query((database) =>
      database.cluster.findMany({ where: only, select: { id: true, lastCompleteScanId: true, lastScanId: true } }),
    ),
    query(
      (database) => database.$queryRaw<{ clusterId: string; known: number; checked: number }[]>`
        select "clusterId", count(*)::int as "known", (count(*) filter (where "checked"))::int as "checked"
        from "Node" where "present" group by 1`,
    ),
    countFindingsByCluster(clusterId ? { cluster: clusterId } : {}),
  ]);
  const scanIds = clusters.flatMap((cluster) => cluster.lastCompleteScanId ?? cluster.lastScanId ?? []);
  const scans = await query((database) =>
    database.scan.findMany({ where: { id: { in: scanIds } }, select: { clusterId: true, verdicts: true } }),
  );
  const verdictsOf = new Map(scans.map((scan) => [scan.clusterId, fromJson<VerdictCounts | null>(scan.verdicts)]));
  const nodesOf = new Map(nodes.map(({ clusterId: id, known, checked }) => [id, { known, checked }]));
  return new Map(
    clusters.map(({ id }): [string, ScoreInput] => {
      const verdicts = verdictsOf.get(id);
      const counts: SeverityCounts = open.get(id) ?? noCounts();
      const shown = nodesOf.get(id) ?? { known: 0, checked: 0 };
      return [id, { passed: verdicts?.pass ?? 0, unknown: verdicts?.unknown ?? 0, open: counts, nodes: shown }];
    }),
  );
}
