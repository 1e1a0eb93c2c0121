import type { TrendPoint } from "../domain/views/overview-view.ts";
import { type ScoreInput, scoreValue } from "./score.ts";

/** The point of one UTC day (YYYY-MM-DD), made of how things stood. */
export function trendPoint(day: string, standing: ScoreInput): TrendPoint {
  const { open, nodes } = standing;
  return { day, counts: open, score: scoreValue(standing), nodesChecked: nodes.checked, nodesKnown: nodes.known };
}
