import type { PortState } from "../lib/domain/port-state.ts";
import * as t from "../lib/messages/index.ts";
import { cn } from "./ui/class-names.ts";

export type ShownPortState = PortState | "unknown";

const box = { x: 1.5, y: 1.5, width: 11, height: 11, rx: 1.5, stroke: "currentColor", strokeWidth: 1.4 };

function drawing(state: ShownPortState) {
  if (state === "open") return <rect {...box} fill="currentColor" />;
  if (state === "closed") return <rect {...box} fill="none" />;
  if (state === "unknown") return <rect {...box} fill="none" strokeDasharray="2.2 1.8" />;
  const hatch = <path d="M1.5 6 6 1.5M1.5 12.5l11-11M8 12.5 12.5 8" stroke="currentColor" strokeWidth="1.3" />;
  if (state === "filtered") {
    return (
      <>
        <rect {...box} fill="none" />
        {hatch}
      </>
    );
  }
  return (
    <>
      <rect {...box} fill="none" />
      <path d="M1.5 12.5v-11h11z" fill="currentColor" />
    </>
  );
}

/** A port's state as fill, never as hue: solid open, hatched filtered, outline closed, dashed not known. */
export function PortStateGlyph({ state, className }: { state: ShownPortState; className?: string }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={cn("size-3.5 shrink-0 text-ink-2", className)}>
      {drawing(state)}
    </svg>
  );
}

/** Glyph and word. */
export function PortStateLabel({ state, className }: { state: ShownPortState; className?: string }) {
  return (
    <span
      className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)}
      title={t.words.portStateMeaning[state]}
    >
      <PortStateGlyph state={state} />
      {t.words.portState[state]}
    </span>
  );
}
