import type { SweptPort } from "../probes/index.ts";
import { canaryPorts } from "../probes/index.ts";
import type { PlannedTarget } from "./plan-targets.ts";

type States = ReadonlyMap<number, SweptPort>;

/** The canaries of one address, beside all that is declared on it. */
export function canariesOf({ hints, first, rest }: PlannedTarget, random: () => number): number[] {
  return canaryPorts(hints.keys(), [...first, ...rest], random);
}

/** True where every canary is open: whoever answers there is not the host, so that its open ports prove nothing. */
export function answersEverything(canaries: States | undefined): boolean {
  const states = [...(canaries?.values() ?? [])];
  return states.length >= 3 && states.every(({ state }) => state === "open");
}

/** "61234, 62345 and 63456". */
export function portList(canaries: States): string {
  const ports = [...canaries.keys()].sort((a, b) => a - b);
  return `${ports.slice(0, -1).join(", ")} and ${ports.at(-1)}`;
}

/** What was open may be so: its state is not known. What refused did so by itself. */
export function withDoubt(states: States, canaries: States): Map<number, SweptPort> {
  const problem = `the address answers on every port, ${portList(canaries)} among them, so an open one proves nothing`;
  const doubted = ([port, entry]: [number, SweptPort]): [number, SweptPort] =>
    entry.state === "open" ? [port, { state: null, rttMs: entry.rttMs, reason: entry.reason, problem }] : [port, entry];
  return new Map([...states].map(doubted));
}
