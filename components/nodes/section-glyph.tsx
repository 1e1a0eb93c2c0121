import type { NodeRow } from "../../lib/domain/views/node-view.ts";
import type { PortSection } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";
import { PortStateGlyph } from "../port-state-glyph.tsx";

/** The most open port of one class; only what is open stands out. */
export function SectionGlyph({ section, state }: { section: PortSection; state: NodeRow["sections"][PortSection] }) {
  const words = t.nodes.sectionState(t.words.section[section], t.words.portState[state]);
  return (
    <span title={words} className="inline-flex">
      <PortStateGlyph state={state} className={state === "open" ? "text-ink" : "text-ink-3"} />
      <span className="sr-only">{words}</span>
    </span>
  );
}
