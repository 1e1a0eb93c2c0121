import type { SeverityCounts } from "../domain/views/cluster-view.ts";
import type { TrendPoint } from "../domain/views/overview-view.ts";
import { addScoreInputs, type ScoreInput, score } from "./score.ts";

/** What one finished scan left behind for its cluster. */
export interface TrendScan extends ScoreInput {
  clusterId: string;
  /** RFC 3339. */
  finishedAt: string;
}

const dayOf = (time: string): string => new Date(time).toISOString().slice(0, 10);

function point(day: string, standing: Iterable<TrendScan>): TrendPoint {
  const sum = addScoreInputs([...standing]);
  const counts: SeverityCounts = sum.open;
  return {
    day,
    counts,
    score: score(sum).value,
    nodesChecked: sum.nodes.checked,
    nodesKnown: sum.nodes.known,
  };
}

/**
 * One point a UTC day, made of the last scan of each cluster up to the end of that day. A day on which no scan of any
 * cluster finished has no point: a gap, not a zero. A cluster that was not scanned on a day counts as it last stood.
 */
export function trend(scans: readonly TrendScan[]): TrendPoint[] {
  const standing = new Map<string, TrendScan>();
  const points = new Map<string, TrendPoint>();
  for (const scan of [...scans].sort((a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt))) {
    standing.set(scan.clusterId, scan);
    const day = dayOf(scan.finishedAt);
    points.set(day, point(day, standing.values()));
  }
  return [...points.values()];
}
