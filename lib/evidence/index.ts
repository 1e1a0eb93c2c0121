import type { Evidence } from "../domain/evidence.ts";
import type { ClusterNode, KubeletConfigAnswer } from "../domain/inventory.ts";
import type { Observation } from "../domain/observation.ts";
import type { Protocol } from "../domain/port-state.ts";
import { sweptPorts } from "./swept-ports.ts";

type Seen = Pick<
  Evidence,
  | "inventory"
  | "observations"
  | "sweeps"
  | "problems"
  | "vantage"
  | "profile"
  | "now"
  | "authorizationProofs"
  | "stopped"
>;
type State = ReturnType<Evidence["stateOf"]>;

/** Most open first; a probe that broke hides whatever is behind it, so it stands before "closed". */
const mostOpenFirst: readonly State[] = ["open", "open|filtered", "filtered", "failed", "closed"];
const nothing: readonly Observation[] = [];

const portKey = (port: number, protocol: Protocol) => `${port}/${protocol}`;
const placeKey = (place: Pick<Observation, "address" | "vantage">) => `${place.address} ${place.vantage.name}`;

/** Joins what one scan saw into look-ups for checks; every index is built once. */
export function buildEvidence(seen: Seen): Evidence {
  const nodes = new Map<string, ClusterNode>(seen.inventory.nodes.map((node) => [node.name, node]));
  const byNode = Map.groupBy(seen.observations, ({ node }) => node);
  const byService = Map.groupBy(seen.observations, ({ service }) => service);
  const byPort = new Map(
    [...byNode].map(([node, list]) => [node, Map.groupBy(list, ({ port, protocol }) => portKey(port, protocol))]),
  );
  const sweeps = Map.groupBy(
    seen.sweeps.map((sweep) => sweptPorts(sweep, byNode.get(sweep.node) ?? nothing)),
    ({ sweep }) => sweep.node,
  );
  const kubeletConfigs = new Map<string, KubeletConfigAnswer>(Object.entries(seen.inventory.kubeletConfigs));

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

  const answered = new Set<string | null>([
    ...seen.observations.filter(isAnswer).map(({ node }) => node),
    ...seen.sweeps.filter((s) => s.protocol === "TCP" && s.open + s.closed > 0).map(({ node }) => node),
  ]);

  return {
    ...seen,
    node: (name) => nodes.get(name),
    at,
    ofNode: (node) => byNode.get(node) ?? nothing,
    speaking(service, node) {
      if (node === undefined) return byService.get(service) ?? nothing;
      return (byNode.get(node) ?? nothing).filter((observation) => observation.service === service);
    },
    looked: (node, port, protocol = "TCP") => stateOf(node, port, protocol) !== "not-looked",
    stateOf,
    reachable: (node) => answered.has(node),
    kubeletConfig: (node) =>
      kubeletConfigs.get(node) ?? {
        status: "unknown",
        reason: "the kubelet's configuration was not read",
        need: "get nodes/configz",
      },
  };
}

function isAnswer({ protocol, state }: Observation): boolean {
  return protocol === "TCP" && (state === "open" || state === "closed");
}
