import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import { noCounts, type ScoreInput, type VerdictCounts } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { countFindingsByCluster } from "./find-facets.ts";

interface Since {
  clusterId: string;
  /** Judgements of the scan that are passes by now. */
  gained: number;
  /** Passes of the scan whose subject fails by now. */
  lost: number;
  /** Unknowns of the scan that were judged meanwhile. */
  judged: number;
}

/**
 * What re-checks and partial scans changed after the given scans, so that passes, unknowns and open findings are of one
 * moment. A fixed finding counts as a pass where the scan said fail, and else only when it was seen passing later.
 */
async function readSince(scanIds: readonly string[]): Promise<Map<string, Since>> {
  const rows = await query(
    (database) => database.$queryRaw<Since[]>`
      select s."clusterId",
        (count(*) filter (where f."state" = 'resolved' and f."resolution" = 'fixed' and f."verdict" = 'pass'
          and r."verdict" is distinct from 'pass'
          and (r."verdict" = 'fail' or f."lastCheckedAt" > s."finishedAt")))::int as "gained",
        (count(*) filter (where f."state" <> 'resolved' and r."verdict" = 'pass'))::int as "lost",
        (count(*) filter (where r."verdict" = 'unknown' and f."lastCheckedAt" > s."finishedAt"))::int as "judged"
      from "Scan" s join "Finding" f on f."clusterId" = s."clusterId" and f."lastCheckedAt" >= s."startedAt"
        left join "ScanResult" r on r."scanId" = s."id" and r."fingerprint" = f."fingerprint"
      where s."id" = any(${[...scanIds]}::text[])
      group by 1`,
  );
  return new Map(rows.map((row) => [row.clusterId, row]));
}

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
  const [scans, sinceOf] = await Promise.all([
    query((database) =>
      database.scan.findMany({ where: { id: { in: scanIds } }, select: { clusterId: true, verdicts: true } }),
    ),
    readSince(scanIds),
  ]);
  const verdictsOf = new Map(scans.map((scan) => [scan.clusterId, fromJson<VerdictCounts | null>(scan.verdicts)]));
  const nodesOf = new Map(nodes.map(({ clusterId: id, known, checked }) => [id, { known, checked }]));
  return new Map(
    clusters.map(({ id }): [string, ScoreInput] => {
      const verdicts = verdictsOf.get(id);
      const { gained, lost, judged } = sinceOf.get(id) ?? { gained: 0, lost: 0, judged: 0 };
      const passed = (verdicts?.pass ?? 0) + gained - lost;
      const unknown = (verdicts?.unknown ?? 0) - judged;
      const counts: SeverityCounts = open.get(id) ?? noCounts();
      return [id, { passed, unknown, open: counts, nodes: nodesOf.get(id) ?? { known: 0, checked: 0 } }];
    }),
  );
}
