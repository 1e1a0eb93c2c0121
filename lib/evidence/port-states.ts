import type { Evidence } from "../domain/evidence.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { Protocol } from "../domain/port-state.ts";
import { sweptPorts } from "./swept-ports.ts";

type State = ReturnType<Evidence["stateOf"]>;

/** Most open first; a probe that broke hides whatever is behind it, so it stands before "closed". */
const mostOpenFirst: readonly State[] = ["open", "open|filtered", "filtered", "failed", "closed"];
const nothing: readonly Observation[] = [];

const portKey = (port: number, protocol: Protocol) => `${port}/${protocol}`;
const placeKey = (place: Pick<Observation, "address" | "vantage">) => `${place.address} ${place.vantage.name}`;

/** Indexes what was seen of every port, listed one by one or only swept. */
export function portStates(
  observations: readonly Observation[],
  swept: readonly Sweep[],
): Pick<Evidence, "at" | "ofNode" | "stateOf"> {
  const byNode = Map.groupBy(observations, ({ node }) => node);
  const byPort = new Map(
    [...byNode].map(([node, list]) => [node, Map.groupBy(list, ({ port, protocol }) => portKey(port, protocol))]),
  );
  const sweeps = Map.groupBy(
    swept.map((sweep) => sweptPorts(sweep, byNode.get(sweep.node) ?? nothing)),
    ({ sweep }) => sweep.node,
  );

  const at = (node: string | null, port: number, protocol: Protocol = "TCP") =>
    byPort.get(node)?.get(portKey(port, protocol)) ?? nothing;

  const statesOf = (node: string | null, port: number, protocol: Protocol): State[] => {
    const listed = at(node, port, protocol);
    const places = new Set(listed.map(placeKey));
    const unlisted = (sweeps.get(node) ?? [])
      .filter(({ sweep }) => sweep.protocol === protocol && !places.has(placeKey(sweep)))
      .map((swept) => swept.stateOfUnlisted(port));
    return [...listed.map(({ state }) => state ?? "failed"), ...unlisted];
  };

  const stateOf = (node: string | null, port: number, protocol: Protocol = "TCP"): State => {
    const states = new Set(statesOf(node, port, protocol));
    return mostOpenFirst.find((state) => states.has(state)) ?? "not-looked";
  };

  return { at, stateOf, ofNode: (node) => byNode.get(node) ?? nothing };
}
