import { memo } from "react";
import type { Severity } from "../../lib/domain/severity.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import type { MatrixCell } from "../../lib/domain/views/matrix-view.ts";
import { drawings } from "../severity-shape.tsx";
import { type SquareState, squaresOf } from "./matrix-squares.ts";

/** Colours of one's own choice are not kept inside a drawing unless it says so. */
const forced = "forced-colors:text-[CanvasText]";
const [loud, open, quiet] = [`text-ink ${forced}`, `text-ink-2 ${forced}`, `text-control ${forced}`];
const colours: Record<Severity, string> = {
  critical: `text-critical ${forced}`,
  high: `text-high ${forced}`,
  medium: `text-medium ${forced}`,
  low: `text-low ${forced}`,
  info: `text-info ${forced}`,
};

const shapeSize = 11;
const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.2 };

interface Props {
  /** Null: nobody looked. */
  cell: Pick<MatrixCell, "states" | "worst"> | null;
  /** Vantages that have a square, widest first, the same in every cell. */
  vantages: readonly VantageKind[];
}

/** Squares by their states alone; open ones stand out where something is wrong with them. */
export function MatrixSquares({ states, isWrong = false }: { states: readonly SquareState[]; isWrong?: boolean }) {
  const { filled, outlined, dashed, dots } = squaresOf(states);
  return (
    <>
      {filled ? <path d={filled} fill="currentColor" className={isWrong ? loud : open} /> : null}
      {outlined ? <path d={outlined} {...line} className={quiet} /> : null}
      {dashed ? <path d={dashed} {...line} strokeDasharray="2 1.6" className={quiet} /> : null}
      {dots ? <path d={dots} fill="currentColor" className={quiet} /> : null}
    </>
  );
}

/**
 * One node and class: a square for each vantage with its most open state as a fill, the worst severity at their corner
 * and never over a square. The words stand beside it, so that it is hidden from screen readers.
 */
export const MatrixGlyph = memo(function MatrixGlyph({ cell, vantages }: Props) {
  const states: SquareState[] = vantages.map((kind) => cell?.states[kind] ?? "none");
  const { width, height } = squaresOf(states);
  const shapeAt = { x: width + 1, y: height > 14 ? -3 : -5, width: shapeSize, height: shapeSize };
  const worst = cell?.worst ?? null;
  return (
    <svg aria-hidden="true" width={width} height={height} className="-ms-2 shrink-0 overflow-visible">
      <MatrixSquares states={states} isWrong={worst !== null} />
      {worst ? (
        <svg aria-hidden="true" {...shapeAt} viewBox="0 0 14 14" className={colours[worst]}>
          {drawings[worst]}
        </svg>
      ) : null}
    </svg>
  );
});
