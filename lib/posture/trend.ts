import type { TrendPoint } from "../domain/views/overview-view.ts";
import { type ScoreInput, score } from "./score.ts";

/** The point of one UTC day (YYYY-MM-DD), made of how things stood. */
export function trendPoint(day: string, standing: ScoreInput): TrendPoint {
  const { open, nodes } = standing;
  return { day, counts: open, score: score(standing).value, nodesChecked: nodes.checked, nodesKnown: nodes.known };
}
