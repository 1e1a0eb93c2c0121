import { messageOf } from "../domain/errors.ts";
import type { Observation } from "../domain/observation.ts";
import type { PortState } from "../domain/port-state.ts";
import { cleanText } from "./clean-text.ts";
import type { Probe, ProbeContext, ProbeTarget } from "./define-probe.ts";

/** What the sweep found out about the port. */
export interface SweptPort {
  state: PortState | null;
  rttMs: number | null;
  reason: string | null;
  problem?: string;
}

export type ProbePort = (target: ProbeTarget, context: ProbeContext, sweep: SweptPort) => Promise<Observation>;

/**
 * Of the time for one request, what all probes of one port may take together: a server that answers each of them just
 * in time would otherwise hold a scan for minutes.
 */
const requestsWorth = 12;

/** Binds the list of probes, in the order they are tried. */
export function bindProbes(probes: readonly Probe[]): ProbePort {
  return async function probePort(target, context, sweep) {
    const observation: Observation = {
      node: target.node,
      address: target.address,
      port: target.port,
      protocol: target.protocol,
      state: sweep.state,
      service: null,
      vantage: context.vantage,
      at: context.now().toISOString(),
      rttMs: sweep.rttMs,
      reason: sweep.reason,
    };
    if (sweep.problem !== undefined) observation.problem = sweep.problem;
    if (sweep.state !== "open") return observation;
    const limit = AbortSignal.timeout(requestsWorth * context.timeoutMs);
    const signal = AbortSignal.any([context.signal, limit]);
    await lookInto(probes, target, { ...context, signal }, observation);
    if (limit.aborted && !context.signal.aborted) addProblem(observation, "it took so long to answer that it was left");
    observation.service ??= genericService(observation);
    return observation;
  };
}

/** Runs what matches, and again what came to match by what was seen since; each probe at most once. */
async function lookInto(
  probes: readonly Probe[],
  target: ProbeTarget,
  context: ProbeContext,
  observation: Observation,
): Promise<void> {
  const left = new Set(probes);
  for (;;) {
    if (context.signal.aborted) {
      addProblem(observation, "stopped before every probe had run");
      return;
    }
    const next = [...left].find((probe) => probe.matches(target, observation));
    if (!next) return;
    left.delete(next);
    try {
      merge(observation, await next.run(target, context, observation));
    } catch (error) {
      // Network trouble is a fact of a probe; what arrives here is a fault of ours, and costs this probe only.
      addProblem(observation, `probe ${next.id} broke: ${cleanText(messageOf(error))}`);
    }
  }
}

function merge(observation: Observation, found: Partial<Observation>): void {
  const { exchanges, service, problem, ...facts } = found;
  Object.assign(observation, facts);
  if (exchanges && exchanges.length > 0) observation.exchanges = [...(observation.exchanges ?? []), ...exchanges];
  // The first probe that recognised its service knows best.
  observation.service ??= service ?? null;
  if (problem !== undefined) addProblem(observation, problem);
}

function addProblem(observation: Observation, problem: string): void {
  observation.problem = observation.problem === undefined ? problem : `${observation.problem}; ${problem}`;
}

function genericService(observation: Observation): string | null {
  if (observation.http) return observation.http.scheme;
  return observation.tls ? "tls" : null;
}
