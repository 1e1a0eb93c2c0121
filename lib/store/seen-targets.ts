import type { Observation, Sweep } from "../domain/observation.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { Vantage } from "../domain/vantage.ts";
import { type Answer, answerOf } from "./port-answer.ts";
import { isWholeSweep, portRanges } from "./port-ranges.ts";
import { codeOf, emptyCodes, encodeCodes, formatRanges, mergeRanges, unknownCode } from "./port-states.ts";
import type { NodeIds } from "./store-nodes.ts";

/** What one look saw at one address of a node from one vantage. */
export interface SeenTarget {
  key: string;
  nodeId: string | null;
  address: string;
  protocol: Protocol;
  vantage: Vantage;
  /** Ports that were looked at, and their codes in that order. */
  ports: string;
  states: Buffer;
  answers: Map<number, Answer>;
  /** Ports that are told one by one, open or not. */
  listed: Set<number>;
  /** When the look at it ended. RFC 3339. */
  at: string;
  sweep: Sweep | null;
}

export function targetKey(of: {
  nodeId: string | null;
  address: string;
  protocol: string;
  vantageName: string;
}): string {
  return `${of.nodeId ?? ""} ${of.address} ${of.protocol} ${of.vantageName}`;
}

/** Writes what a sweep says of its ports; where it does not say which port had which state, they are not known. */
function readSweep(codes: Uint8Array, sweep: Sweep): [number, number][] {
  const { ports, states, closed, filtered, failed } = sweep;
  const ranges = portRanges(ports);
  const alike = !states && failed === 0 ? (filtered === 0 ? "closed" : closed === 0 ? "filtered" : null) : null;
  for (const [from, to] of ranges) codes.fill(codeOf(alike), from, to + 1);
  for (const [state, listed] of Object.entries(states ?? {})) {
    const code = state === "failed" ? unknownCode : codeOf(state as "closed" | "filtered" | "open|filtered");
    for (const [from, to] of portRanges(listed)) codes.fill(code, from, to + 1);
  }
  return ranges;
}

/** The states are kept by themselves. */
function withoutStates(sweep: Sweep | undefined): Sweep | null {
  if (!sweep) return null;
  const { states: _states, ...rest } = sweep;
  return rest;
}

function readTarget(codes: Uint8Array, seen: { sweeps: Sweep[]; observations: Observation[] }) {
  const answers = new Map<number, Answer>();
  const ranges = seen.sweeps.flatMap((sweep) => readSweep(codes, sweep));
  for (const one of seen.observations) {
    codes[one.port] = codeOf(one.state);
    const answer = answerOf(one);
    if (answer && (!answers.has(one.port) || answer.service !== null)) answers.set(one.port, answer);
    ranges.push([one.port, one.port]);
  }
  const listed = new Set(seen.observations.map(({ port }) => port));
  const times = [...seen.sweeps, ...seen.observations].map(({ at }) => at).sort();
  const merged = mergeRanges(ranges);
  return {
    ports: formatRanges(merged),
    states: encodeCodes(codes, merged),
    answers,
    listed,
    at: times.at(-1) ?? "",
  };
}

/** Puts a report's sweeps and observations together by target; a sweep that was cut short says nothing of its ports. */
export function seenTargets(report: ScanReport, nodes: NodeIds): SeenTarget[] {
  interface Group {
    of: Pick<Observation, "node" | "address" | "protocol" | "vantage">;
    sweeps: Sweep[];
    observations: Observation[];
  }
  const groups = new Map<string, Group>();
  const place = (of: Group["of"]): Group => {
    const key = `${of.node ?? ""} ${of.address} ${of.protocol} ${of.vantage.name}`;
    const group = groups.get(key) ?? { of, sweeps: [], observations: [] };
    groups.set(key, group);
    return group;
  };
  for (const sweep of report.sweeps) if (isWholeSweep(sweep)) place(sweep).sweeps.push(sweep);
  for (const seen of report.observations) place(seen).observations.push(seen);
  const codes = emptyCodes();
  return [...groups.values()].map(({ of, ...seen }) => {
    const nodeId = of.node === null ? null : (nodes.get(of.node) ?? null);
    const { address, protocol, vantage } = of;
    const key = targetKey({ nodeId, address, protocol, vantageName: vantage.name });
    const target = { key, nodeId, address, protocol, vantage, ...readTarget(codes, seen) };
    return { ...target, sweep: withoutStates(seen.sweeps.at(-1)) };
  });
}
