import type { Evidence } from "../domain/evidence.ts";
import type { Observation, Sweep } from "../domain/observation.ts";

type State = ReturnType<Evidence["stateOf"]>;
type Range = [first: number, last: number];

export interface SweptPorts {
  sweep: Sweep;
  /** State of a port that no observation is listed for; "not-looked" where the sweep did not get to it. */
  stateOfUnlisted(port: number): State;
}

/**
 * Reads a sweep's ports and states, or counts where it has none, when first asked. A scan lists an observation for every well-known port and, of
 * ranges, for those that are open or whose probe broke; the rest is known by count only.
 */
export function sweptPorts(sweep: Sweep, observationsOfNode: readonly Observation[]): SweptPorts {
  let known: ReturnType<typeof readSweep> | undefined;
  return {
    sweep,
    stateOfUnlisted(port) {
      const read = known ?? readSweep(sweep, observationsOfNode);
      known = read;
      if (!isWithin(read.ranges, port)) return "not-looked";
      return read.exact?.find(({ ranges }) => isWithin(ranges, port))?.state ?? read.state;
    },
  };
}

const isWithin = (ranges: readonly Range[], port: number) =>
  ranges.some(([first, last]) => port >= first && port <= last);

interface ReadSweep {
  ranges: Range[];
  /** Of every port that `exact` does not name. */
  state: State;
  exact?: { state: State; ranges: Range[] }[];
}

function readSweep(sweep: Sweep, observationsOfNode: readonly Observation[]): ReadSweep {
  const ranges = parsePorts(sweep.ports);
  if (sweep.states) return { ranges, state: "open", exact: exactStates(sweep.states) };
  const looked = sweep.open + sweep.closed + sweep.filtered + sweep.failed;
  const asked = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  // A sweep that was cut short does not say which ports it left out.
  if (looked < asked) return { ranges, state: "not-looked" };
  return { ranges, state: stateByCounts(sweep, observationsOfNode, ranges) };
}

/** A sweep that says which ports had which state needs no counting; what it does not name was open. */
function exactStates(states: NonNullable<Sweep["states"]>): NonNullable<ReadSweep["exact"]> {
  return (["closed", "filtered", "open|filtered", "failed"] as const).map((state) => ({
    state,
    ranges: parsePorts(states[state] ?? ""),
  }));
}

/** "closed" only when every filtered or failed port of the sweep is accounted for by a listed observation. */
function stateByCounts(sweep: Sweep, observationsOfNode: readonly Observation[], ranges: Range[]): State {
  if (sweep.closed === 0) return sweep.filtered > 0 ? "filtered" : "failed";
  const listed = observationsOfNode.filter(
    (observation) =>
      observation.address === sweep.address &&
      observation.protocol === sweep.protocol &&
      observation.vantage.name === sweep.vantage.name &&
      ranges.some(([first, last]) => observation.port >= first && observation.port <= last),
  );
  const count = (state: Observation["state"]) => listed.filter((observation) => observation.state === state).length;
  if (sweep.filtered > count("filtered")) return "filtered";
  return sweep.failed > count(null) ? "failed" : "closed";
}

/** Reads "2379-2381,10250" into ranges; a part that is no range covers nothing. */
function parsePorts(ports: string): Range[] {
  return ports.split(",").flatMap((part) => {
    const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part);
    if (!match) return [];
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    return first <= last ? [[first, last] satisfies Range] : [];
  });
}
