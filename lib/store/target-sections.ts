import type { PortState } from "../domain/port-state.ts";
import { type PortSection, portSection, portSections } from "../domain/well-known-ports.ts";
import { stateCodes, stateOf } from "./port-states.ts";

/** What is known of one class of ports on a target: the most open state, and how many ports are open. */
export interface TargetSection {
  state: PortState | "unknown";
  open: number;
}

export type TargetSections = Partial<Record<PortSection, TargetSection>>;

/** Most open first. */
export const openness: readonly (PortState | "unknown")[] = ["open", "open|filtered", "closed", "filtered", "unknown"];

const sectionOf = Uint8Array.from({ length: 65_536 }, (_, port) => portSections.indexOf(portSection(port)));
const rankOf = Uint8Array.from({ length: 256 }, (_, code) => openness.indexOf(stateOf(code) ?? "unknown"));

/** Sums up the codes of the ports in these ranges. */
export function targetSections(codes: Uint8Array, ranges: readonly (readonly [number, number])[]): TargetSections {
  const best = new Uint8Array(portSections.length).fill(255);
  const open = new Uint32Array(portSections.length);
  for (const [from, to] of ranges) {
    for (let port = from; port <= to; port += 1) {
      const section = sectionOf[port] ?? 0;
      const code = codes[port] ?? 0;
      best[section] = Math.min(best[section] ?? 255, rankOf[code] ?? 255);
      if (code === stateCodes.open) open[section] = (open[section] ?? 0) + 1;
    }
  }
  const known = portSections.flatMap((section, at): [PortSection, TargetSection][] => {
    const rank = best[at] ?? 255;
    return rank === 255 ? [] : [[section, { state: openness[rank] ?? "unknown", open: open[at] ?? 0 }]];
  });
  return Object.fromEntries(known);
}
