import type { ImportedOpinion } from "../domain/imported.ts";
import type { NodeReport } from "../domain/node-report.ts";
import type { Observation } from "../domain/observation.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";

/** What other tools said of a cluster, as a scan takes it into account. */
export interface ImportedForScan {
  /** The newest word of each tool's rule on each node. */
  opinions: ImportedOpinion[];
  /** The newest import of each vantage. */
  observations: Observation[];
  /** The newest of each node. */
  nodeReports: NodeReport[];
}

/** A port state of last month says little about today; opinions and node reports say when they were made. */
const portStateDays = 7;

/** Reads what was imported for a cluster; port states older than a week before `now` are left out. */
export async function readImported(clusterId: string, now: Date): Promise<ImportedForScan> {
  const since = new Date(now.getTime() - portStateDays * 86_400_000);
  const [opinions, reports, states] = await query((database) =>
    Promise.all([
      database.$queryRaw<{ facts: unknown }[]>`
        select distinct on ("tool", "ruleId", "checkId", "node") "facts" from "ImportedOpinion"
        where "clusterId" = ${clusterId} order by "tool", "ruleId", "checkId", "node", "at" desc, "id" desc`,
      database.$queryRaw<{ facts: unknown }[]>`
        select distinct on ("node") "facts" from "NodeReport"
        where "clusterId" = ${clusterId} order by "node", "at" desc, "id" desc`,
      database.importedPortState.findMany({
        where: { clusterId, current: true, at: { gte: since } },
        select: { facts: true },
      }),
    ]),
  );
  const of = <Kind>(rows: { facts: unknown }[]) => rows.map(({ facts }) => fromJson<Kind>(facts));
  return {
    opinions: of<ImportedOpinion>(opinions).sort((a, b) => b.at.localeCompare(a.at)),
    observations: of<Observation>(states),
    nodeReports: of<NodeReport>(reports),
  };
}
