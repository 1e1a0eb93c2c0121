import { AppError } from "../../domain/errors.ts";
import type { ChangeCounts } from "../../domain/views/compare-view.ts";
import { query } from "../client.ts";
import { iso } from "../column-values.ts";
import { loadScanPair } from "./scan-pair.ts";
import { countResults } from "./scan-results.ts";

/** The end of a day (UTC), or the instant itself; AppError "invalid" for what is neither. */
export function instantOf(date: string): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const instant = new Date(isDay ? `${date}T23:59:59.999Z` : date);
  if (Number.isNaN(instant.getTime())) {
    throw new AppError("invalid", `"${date}" is no date: write 2026-11-01 or 2026-11-01T08:00:00Z.`);
  }
  return instant;
}

interface Found {
  clusterId: string;
  clusterName: string;
  scanId: string | null;
  firstAt: Date | null;
}

/** The last scan of each cluster whose results are kept and that ended at or before an instant. */
async function lastScans(instant: Date, cluster: string | undefined): Promise<Found[]> {
  return query(
    (database) => database.$queryRaw<Found[]>`
      select c."id" as "clusterId", c."name" as "clusterName", s."id" as "scanId",
        (select min("finishedAt") from "Scan" where "clusterId" = c."id" and "state" in ('complete', 'partial')) as "firstAt"
      from "Cluster" c left join lateral (
        select "id" from "Scan" where "clusterId" = c."id" and "finishedAt" <= ${instant}
          and "state" in ('complete', 'partial') and not (isempty("judged") and isempty("doubted"))
        order by "finishedAt" desc limit 1) s on true
      where ${cluster ?? null}::text is null or c."id" = ${cluster ?? null}
      order by c."name"`,
  );
}

function noScan({ clusterName, firstAt }: Found, date: string): AppError {
  const first = firstAt ? `the first ended at ${iso(firstAt)}` : "it was never scanned";
  return new AppError("invalid", `No scan of ${clusterName} had ended by ${date}: ${first}.`);
}

/** Finds the scans that stand for two dates of a cluster; AppError "not-found", "invalid" where there was none yet. */
export async function scansAtDates(cluster: string, from: string, to: string): Promise<{ a: string; b: string }> {
  const [[before], [after]] = await Promise.all([
    lastScans(instantOf(from), cluster),
    lastScans(instantOf(to), cluster),
  ]);
  if (!before || !after) throw new AppError("not-found", `There is no cluster with the id ${cluster}.`);
  if (!before.scanId) throw noScan(before, from);
  if (!after.scanId) throw noScan(after, to);
  return { a: before.scanId, b: after.scanId };
}

/** One cluster between two dates; null counts where it has no scan by one of them. */
export interface ClusterBetweenDates {
  clusterId: string;
  clusterName: string;
  a: string | null;
  b: string | null;
  counts: ChangeCounts | null;
}

/** Every cluster between two dates, counted only. */
export async function compareDates(from: string, to: string): Promise<ClusterBetweenDates[]> {
  const [before, after] = await Promise.all([
    lastScans(instantOf(from), undefined),
    lastScans(instantOf(to), undefined),
  ]);
  const scanAt = new Map(after.map(({ clusterId, scanId }) => [clusterId, scanId]));
  const rows: ClusterBetweenDates[] = [];
  for (const { clusterId, clusterName, scanId: a } of before) {
    const b = scanAt.get(clusterId) ?? null;
    const counts = a && b ? (await countResults(await loadScanPair(a, b))).counts : null;
    rows.push({ clusterId, clusterName, a, b, counts });
  }
  return rows;
}
