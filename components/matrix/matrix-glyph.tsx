import { memo } from "react";
import type { Severity } from "../../lib/domain/severity.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import type { MatrixCell } from "../../lib/domain/views/matrix-view.ts";

interface Props {
  /** Null: nobody looked. */
  cell: Pick<MatrixCell, "states" | "worst"> | null;
  /** Vantages that have a square, widest first, the same in every cell. */
  vantages: readonly VantageKind[];
}

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

/** Squares stand in one line up to three, then in two. */
function layout(count: number) {
  const columns = count <= 3 ? Math.max(1, count) : Math.ceil(count / 2);
  const rows = count <= 3 ? 1 : 2;
  const size = rows === 1 ? 14 : 11;
  return { columns, rows, size, step: size + 2, width: columns * (size + 2) - 2, height: rows * (size + 2) - 2 };
}

/**
 * One node and class: a square for each vantage with its most open state as a fill, the worst severity at their corner. Needs
 * MatrixSymbols on the page; the words stand beside it, so that it is hidden from screen readers.
 */
export const MatrixGlyph = memo(function MatrixGlyph({ cell, vantages }: Props) {
  const { columns, rows, size, step, width, height } = layout(vantages.length);
  // At the corner and never over a square: each of them is to be read.
  const shapeAt = { x: width + 1, y: rows === 1 ? -5 : -3 };
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={height}
      className={cell?.worst ? "-ms-2 shrink-0 overflow-visible" : "-ms-2 shrink-0"}
    >
      {(vantages.length === 0 ? [null] : vantages).map((kind, index) => {
        const state = kind ? (cell?.states[kind] ?? "none") : "none";
        return (
          <use
            key={kind}
            href={`#mx-${state}`}
            x={(index % columns) * step}
            y={Math.floor(index / columns) * step}
            width={size}
            height={size}
            className={state === "open" ? (cell?.worst ? loud : open) : quiet}
          />
        );
      })}
      {cell?.worst ? (
        <use
          href={`#mx-${cell.worst}`}
          {...shapeAt}
          width={shapeSize}
          height={shapeSize}
          className={colours[cell.worst]}
        />
      ) : null}
    </svg>
  );
});
