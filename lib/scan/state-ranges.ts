import type { Sweep } from "../domain/observation.ts";
import type { PortState } from "../domain/port-state.ts";
import { formatPortRanges } from "../probes/index.ts";

/** Which port was seen as what, exactly: "failed" where the probe broke. States that no port had are left out. */
export function stateRanges(
  seen: Iterable<readonly [port: number, state: PortState | null]>,
): NonNullable<Sweep["states"]> {
  const portsOf = Map.groupBy(seen, ([, state]) => state ?? "failed");
  const ranges: NonNullable<Sweep["states"]> = {};
  for (const state of ["closed", "filtered", "open|filtered", "failed"] as const) {
    const ports = portsOf.get(state);
    if (ports) ranges[state] = formatPortRanges(ports.map(([port]) => port));
  }
  return ranges;
}
