import { severities } from "../../lib/domain/severity.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import * as t from "../../lib/messages/index.ts";
import { SeverityShape } from "../severity-shape.tsx";
import { MatrixSquares } from "./matrix-glyph.tsx";
import type { SquareState } from "./matrix-squares.ts";

const states: readonly SquareState[] = ["open", "filtered", "closed", "unknown", "none"];

function Square({ state }: { state: SquareState }) {
  return (
    <svg aria-hidden="true" width="14" height="14" className="shrink-0">
      <MatrixSquares states={[state]} />
    </svg>
  );
}

/** The squares in a word each, above the grid: the legend in full lies under it, and may be out of sight. */
export function MatrixKey() {
  return (
    <p aria-hidden className="flex flex-wrap items-center gap-x-4 text-xs text-ink-2 max-lg:hidden print:hidden">
      {states.map((state) => (
        <span key={state} className="inline-flex items-center gap-1.5">
          <Square state={state} />
          {t.matrix.legend.short[state]}
        </span>
      ))}
    </p>
  );
}

/** Says in words what a cell says in squares and shapes; nothing in it needs colour. */
export function MatrixLegend({ vantages }: { vantages: readonly VantageKind[] }) {
  const words = t.matrix.legend;
  return (
    <section aria-label={words.title} className="mt-3 grid gap-1.5 text-xs text-ink-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>{words.states}</span>
        {states.map((state) => (
          <span key={state} className="inline-flex items-center gap-1.5">
            <Square state={state} />
            {words[state]}
          </span>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>{words.worst}</span>
        {severities.map((severity) => (
          <span key={severity} className="inline-flex items-center gap-1.5">
            <SeverityShape shape={severity} />
            {t.words.severity[severity]}
          </span>
        ))}
      </div>
      {vantages.length > 0 ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span>{words.vantages}</span>
          {vantages.map((kind, index) => (
            <span key={kind}>
              <span className="nums font-semibold">{index + 1}</span> {t.words.vantage[kind]}
            </span>
          ))}
        </div>
      ) : null}
    </section>
  );
}
