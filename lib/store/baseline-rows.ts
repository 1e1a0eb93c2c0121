import type { BaselineRow } from "../domain/views/baseline-view.ts";
import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import { standBaseline } from "../posture/index.ts";
import { query } from "./client.ts";
import { countFindingsByCluster } from "./find-facets.ts";
import { baselineCheck, readOpenPorts } from "./open-ports.ts";
import { getBaseline } from "./port-baselines.ts";

/** How many days before its last one an entry is said to end. */
export const endsSoonDays = 14;

/** Every cluster with its expected ports and how they stand, by name. */
export async function listBaselines(now = new Date()): Promise<BaselineRow[]> {
  const clusters = await query((database) =>
    database.cluster.findMany({ select: { id: true, name: true }, orderBy: [{ name: "asc" }, { id: "asc" }] }),
  );
  const drift = await countFindingsByCluster({ check: [baselineCheck] });
  const rows: BaselineRow[] = [];
  for (const { id, name } of clusters) {
    rows.push({ clusterId: id, clusterName: name, saved: await savedOf(id, now), drift: sumOf(drift.get(id)) });
  }
  return rows;
}

const sumOf = (counts: SeverityCounts | undefined) => Object.values(counts ?? {}).reduce((sum, one) => sum + one, 0);

async function savedOf(clusterId: string, now: Date): Promise<BaselineRow["saved"]> {
  const saved = await getBaseline(clusterId);
  if (!saved) return null;
  const { version, note, createdBy, createdAt, entries } = saved;
  const { open } = await readOpenPorts(clusterId);
  const standing = standBaseline(entries, open, now);
  return {
    ...{ version, note, createdBy, createdAt, entries: entries.length },
    notOpen: standing.entries.filter((one) => one.open === 0 && !one.ended).length,
    ending: standing.entries.filter(({ endsInDays }) => endsInDays !== null && endsInDays <= endsSoonDays).length,
    ended: standing.entries.filter(({ ended }) => ended).length,
  };
}
