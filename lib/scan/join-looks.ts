import type { Inventory } from "../domain/inventory.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { PortState } from "../domain/port-state.ts";
import type { ScanProblem } from "../domain/scan-report.ts";
import { formatPortRanges, parsePorts } from "../probes/index.ts";
import { stateRanges } from "./state-ranges.ts";

/** What one look saw of a cluster. */
export interface Look {
  inventory: Inventory;
  observations: Observation[];
  sweeps: Sweep[];
  problems: ScanProblem[];
}

type Place = Pick<Sweep, "node" | "address" | "protocol">;

const placeOf = ({ node, address, protocol }: Place) => `${node} ${address} ${protocol}`;
const portsIn = (ranges: string | undefined) => (ranges ? parsePorts(ranges) : []);

/**
 * What an earlier look and a later one of some of its ports saw together: the later one's ports are as it saw them, all
 * others as before. Nodes that left, or are another machine now, take with them what was seen of them.
 */
export function joinLooks(before: Look, after: Look): Look {
  const uids = new Map(before.inventory.nodes.map(({ name, uid }) => [name, uid]));
  const same = new Set(after.inventory.nodes.filter(({ name, uid }) => uids.get(name) === uid).map(({ name }) => name));
  const stays = ({ node }: { node: string | null }) => node === null || same.has(node);
  const looked = new Map(after.sweeps.map((sweep) => [placeOf(sweep), new Set(parsePorts(sweep.ports))]));
  const seenAnew = (seen: Observation) => looked.get(placeOf(seen))?.has(seen.port) ?? false;
  const observations = [...before.observations.filter((seen) => stays(seen) && !seenAnew(seen)), ...after.observations];
  const older = new Map(before.sweeps.filter(stays).map((sweep) => [placeOf(sweep), sweep]));
  const newer = new Map(after.sweeps.map((sweep) => [placeOf(sweep), sweep]));
  const sweeps = [...new Set([...older.keys(), ...newer.keys()])].flatMap((place) => {
    const [old, now] = [older.get(place), newer.get(place)];
    return old && now ? joinSweeps(old, now, observations) : (now ?? old ?? []);
  });
  const known = new Set(after.inventory.nodes.flatMap(({ name }) => name));
  const told = before.problems.filter(({ where }) => known.has(where.split(" ")[0] ?? "") || where.startsWith("API "));
  const heard = new Set(told.map(({ where }) => where));
  const problems = [...told, ...after.problems.filter(({ where }) => !heard.has(where))];
  return { inventory: after.inventory, observations, sweeps, problems };
}

function statesOf(sweep: Sweep): Map<number, PortState | null> {
  const states = new Map<number, PortState | null>(portsIn(sweep.ports).map((port) => [port, "open"]));
  for (const state of ["closed", "filtered", "open|filtered"] as const) {
    for (const port of portsIn(sweep.states?.[state])) states.set(port, state);
  }
  for (const port of portsIn(sweep.states?.failed)) states.set(port, null);
  return states;
}

function joinSweeps(before: Sweep, after: Sweep, observations: readonly Observation[]): Sweep {
  const states = new Map([...statesOf(before), ...statesOf(after)]);
  const place = placeOf(after);
  for (const seen of observations) if (placeOf(seen) === place) states.set(seen.port, seen.state);
  const count = (...wanted: (PortState | null)[]) => [...states.values()].filter((one) => wanted.includes(one)).length;
  const silent = after.protocol === "UDP" ? (["filtered", "open|filtered"] as const) : (["filtered"] as const);
  return {
    ...after,
    ports: formatPortRanges(states.keys()),
    open: count("open"),
    closed: count("closed"),
    filtered: count(...silent),
    failed: count(null),
    states: stateRanges(states),
  };
}
