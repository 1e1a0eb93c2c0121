import type { TrendPoint } from "../domain/views/overview-view.ts";
import { addScoreInputs, type ScoreInput, score } from "./score.ts";

/** What one finished scan left behind for its cluster. */
export interface TrendScan extends ScoreInput {
  clusterId: string;
  /** RFC 3339. */
  finishedAt: string;
  /** False for a scan that ended early. */
  complete: boolean;
}

const dayOf = (time: string): string => new Date(time).toISOString().slice(0, 10);

/** The point of one UTC day (YYYY-MM-DD), made of how each cluster stood. */
export function trendPoint(day: string, standings: Iterable<ScoreInput>): TrendPoint {
  const sum = addScoreInputs([...standings]);
  return {
    day,
    counts: sum.open,
    score: score(sum).value,
    nodesChecked: sum.nodes.checked,
    nodesKnown: sum.nodes.known,
  };
}

/**
 * One point a UTC day, made of the last scan of each cluster up to the end of that day. A day on which no scan of any
 * cluster finished has no point: a gap, not a zero. A cluster that was not scanned on a day counts as it last stood. A
 * partial scan that came to no node counts as none; any other keeps the passes, unknowns and nodes of the complete scan
 * before it, because it says nothing of what it did not come to.
 */
export function trend(scans: readonly TrendScan[]): TrendPoint[] {
  const complete = new Map<string, TrendScan>();
  const standing = new Map<string, ScoreInput>();
  const points = new Map<string, TrendPoint>();
  for (const scan of [...scans].sort((a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt))) {
    if (!scan.complete && scan.nodes.checked === 0) continue;
    if (scan.complete) complete.set(scan.clusterId, scan);
    const { passed, unknown, nodes } = complete.get(scan.clusterId) ?? scan;
    standing.set(scan.clusterId, { passed, unknown, nodes, open: scan.open });
    const day = dayOf(scan.finishedAt);
    points.set(day, trendPoint(day, standing.values()));
  }
  return [...points.values()];
}
