import type { Severity } from "../../lib/domain/severity.ts";
import type { MatrixState } from "../../lib/domain/views/matrix-view.ts";
import { portStateDrawing } from "../port-state-glyph.tsx";
import { drawings } from "../severity-shape.tsx";

const states: readonly MatrixState[] = ["open", "filtered", "closed", "unknown"];
const shapes: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** Drawings that glyphs refer to, once a page: a matrix draws thousands of them. */
export function MatrixSymbols() {
  return (
    <svg aria-hidden="true" className="absolute size-0" focusable="false">
      {states.map((state) => (
        <symbol key={state} id={`mx-${state}`} viewBox="0 0 14 14">
          {portStateDrawing(state)}
        </symbol>
      ))}
      <symbol id="mx-none" viewBox="0 0 14 14">
        <circle cx="7" cy="7" r="1.2" fill="currentColor" />
      </symbol>
      {shapes.map((shape) => (
        <symbol key={shape} id={`mx-${shape}`} viewBox="0 0 14 14">
          {drawings[shape]}
        </symbol>
      ))}
    </svg>
  );
}
