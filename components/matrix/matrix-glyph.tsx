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

/** The severity stands over the corner, so far out of it. */
const corner = 6;
const shapeSize = 12;

/** Squares stand in one line up to three, then in two. */
function layout(count: number) {
  const columns = count <= 3 ? Math.max(1, count) : Math.ceil(count / 2);
  const rows = count <= 3 ? 1 : 2;
  const size = rows === 1 ? 14 : 11;
  return { columns, size, step: size + 2, width: columns * (size + 2) - 2, height: rows * (size + 2) - 2 };
}

/**
 * One node and class: a square for each vantage with its most open state as a fill, the worst severity over them. Needs
 * MatrixSymbols on the page; the words stand beside it, so that it is hidden from screen readers.
 */
export const MatrixGlyph = memo(function MatrixGlyph({ cell, vantages }: Props) {
  const { columns, size, step, width, height } = layout(vantages.length);
  const shapeAt = { x: width + corner - shapeSize, y: -corner };
  return (
    <svg aria-hidden="true" width={width} height={height} className="shrink-0 overflow-visible">
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
        <>
          <circle
            cx={shapeAt.x + shapeSize / 2}
            cy={shapeAt.y + shapeSize / 2}
            r={7.5}
            className="fill-page forced-colors:fill-[Canvas]"
          />
          <use
            href={`#mx-${cell.worst}`}
            {...shapeAt}
            width={shapeSize}
            height={shapeSize}
            className={colours[cell.worst]}
          />
        </>
      ) : null}
    </svg>
  );
});
