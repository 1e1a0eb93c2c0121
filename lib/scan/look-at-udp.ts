import { Readable } from "node:stream";
import type { Observation, Sweep } from "../domain/observation.ts";
import { formatPortRanges, type ProbeContext, probeUdp } from "../probes/index.ts";
import type { PlannedTarget } from "./plan-targets.ts";
import { stateRanges } from "./state-ranges.ts";

/** Sockets to one silent host: forty-eight hosts are looked at together. */
const atOnce = 16;

export interface LookedUdp {
  observations: Observation[];
  sweep: Sweep | null;
}

/**
 * Asks the UDP ports of one address. A host that says "port unreachable" says so only a few times and then once a
 * second, so there the ports come one after the other, a control port first and last; a silent one is asked all at once.
 */
export async function lookAtUdp(
  target: Pick<PlannedTarget, "node" | "address" | "udp">,
  context: ProbeContext,
): Promise<LookedUdp> {
  const { node, address } = target;
  const ask = ({ port, hint }: PlannedTarget["udp"][number]) => probeUdp({ node, address, port, hint }, context);
  const [first, ...others] = target.udp;
  if (!first) return { observations: [], sweep: null };
  const control = await ask(first);
  const concurrency = control.state === "open|filtered" ? atOnce : 1;
  const rest = await Readable.from(others).map(ask, { concurrency }).toArray();
  const observations: Observation[] = [control, ...rest];
  return { observations, sweep: sweepOf(target, observations, context) };
}

/** Silence is counted as filtered: every port is listed with its own state beside it. */
function sweepOf(
  { node, address }: Pick<PlannedTarget, "node" | "address">,
  observations: readonly Observation[],
  context: ProbeContext,
): Sweep {
  const count = (...states: Observation["state"][]) =>
    observations.filter(({ state }) => states.includes(state)).length;
  return {
    node,
    address,
    protocol: "UDP",
    vantage: context.vantage,
    at: context.now().toISOString(),
    ports: formatPortRanges(observations.map(({ port }) => port)),
    open: count("open"),
    closed: count("closed"),
    filtered: count("filtered", "open|filtered"),
    failed: count(null),
    states: stateRanges(observations.map(({ port, state }) => [port, state] as const)),
  };
}
