import { noCounts, type ScoreInput } from "../posture/index.ts";
import { query, type Transaction } from "./client.ts";
import { countFindingsByCluster } from "./find-facets.ts";
import { sharedInTurn } from "./shared-in-turn.ts";

interface Row {
  clusterId: string;
  passed: number;
  unknown: number;
  known: number;
  checked: number;
}

/** Verdicts that stand now and nodes that are there now, of every cluster or one; from counts that are kept, but nodes. */
async function readRows(clusterId: string | null, within?: Transaction): Promise<Row[]> {
  return query(
    (database) => (within ?? database).$queryRaw<Row[]>`
      select c."id" as "clusterId", coalesce(j."passed", 0)::int as "passed", coalesce(j."unknown", 0)::int as "unknown",
        coalesce(n."known", 0)::int as "known", coalesce(n."checked", 0)::int as "checked"
      from "Cluster" c
        left join (select "clusterId", sum("count") filter (where "verdict" = 'pass') as "passed",
            sum("count") filter (where "verdict" = 'unknown') as "unknown" from "JudgementTally" group by 1) j
          on j."clusterId" = c."id"
        left join (select "clusterId", count(*) as "known", count(*) filter (where "checked") as "checked"
          from "Node" where "present" and (${clusterId}::text is null or "clusterId" = ${clusterId}) group by 1) n
          on n."clusterId" = c."id"
      where ${clusterId}::text is null or c."id" = ${clusterId}`,
  );
}

const listAll = sharedInTurn(() => readStandings());

/** How every cluster stands now, by id: the numbers that score, cluster list, overview and trends are made of. */
export function listStandings(clusterId?: string, within?: Transaction): Promise<Map<string, ScoreInput>> {
  return clusterId || within ? readStandings(clusterId, within) : listAll();
}

async function readStandings(clusterId?: string, within?: Transaction): Promise<Map<string, ScoreInput>> {
  const open = countFindingsByCluster(clusterId ? { cluster: clusterId } : {}, within);
  // One after the other inside a transaction, which has one connection.
  const counts = within ? await open : open;
  const [rows, openOf] = await Promise.all([readRows(clusterId ?? null, within), counts]);
  return new Map(
    rows.map(({ clusterId: id, passed, unknown, known, checked }) => [
      id,
      { passed, unknown, open: openOf.get(id) ?? noCounts(), nodes: { known, checked } },
    ]),
  );
}
