import type { Evidence } from "../domain/evidence.ts";
import type { ImportedOpinion } from "../domain/imported.ts";
import type { ClusterNode, KubeletConfigAnswer } from "../domain/inventory.ts";
import type { Observation } from "../domain/observation.ts";
import type { BaselineInForce } from "../domain/port-baseline.ts";
import type { PreviousScan } from "../domain/previous-scan.ts";
import { portOwners } from "./port-owners.ts";
import { portStates } from "./port-states.ts";
import { previousEvidence } from "./previous-evidence.ts";
import { rightHolders } from "./right-holders.ts";
import { settingsOf } from "./settings/index.ts";

export { declaredPortsOf, ownerOfSubject, ownersOfCluster } from "./port-owner-report.ts";
export { effectiveSettings, settingNames } from "./settings/index.ts";

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
> & {
  previous?: PreviousScan | null;
  baseline?: BaselineInForce | null;
  imported?: readonly ImportedOpinion[];
  metadataEndpoint?: string | null;
};
/** Joins what one scan saw into look-ups for checks; every index is built once. */
export function buildEvidence(seen: Seen): Evidence {
  const nodes = new Map<string, ClusterNode>(seen.inventory.nodes.map((node) => [node.name, node]));
  const { at, ofNode, stateOf } = portStates(seen.observations, seen.sweeps);
  const byService = Map.groupBy(seen.observations, ({ service }) => service);
  const kubeletConfigs = new Map<string, KubeletConfigAnswer>(Object.entries(seen.inventory.kubeletConfigs));

  const answered = new Set<string | null>([
    ...seen.observations
      .filter((observation) => isAnswer(observation) && endpointOf(observation) !== seen.metadataEndpoint)
      .map(({ node }) => node),
    ...seen.sweeps.filter((s) => s.protocol === "TCP" && s.open + s.closed > 0).map(({ node }) => node),
  ]);

  const consumers = seen.inventory.consumers && Map.groupBy(seen.inventory.consumers, ({ door }) => door);
  const owners = portOwners(seen.inventory, at);
  const holders = rightHolders(seen.inventory);
  const kubeletConfig: Evidence["kubeletConfig"] = (node) =>
    kubeletConfigs.get(node) ?? {
      status: "unknown",
      reason: "the kubelet's configuration was not read",
      need: "get nodes/configz",
    };
  const node: Evidence["node"] = (name) => nodes.get(name);
  const setting = settingsOf({ inventory: seen.inventory, ofNode, kubeletConfig, node });

  return {
    ...seen,
    node,
    at,
    ofNode,
    speaking(service, node) {
      if (node === undefined) return byService.get(service) ?? [];
      return ofNode(node).filter((observation) => observation.service === service);
    },
    looked: (node, port, protocol = "TCP") => stateOf(node, port, protocol) !== "not-looked",
    stateOf,
    reachable: (node) => answered.has(node),
    kubeletConfig,
    setting,
    owners,
    holders,
    usersOf: (door) => (consumers ? (consumers.get(door) ?? []) : null),
    previous: seen.previous ? previousEvidence(seen.previous) : null,
    baseline: seen.baseline ?? null,
    imported: seen.imported ?? [],
    metadataEndpoint: seen.metadataEndpoint ?? null,
  };
}

/** "169.254.169.254:80": the metadata service belongs to no node either, and says nothing of the API endpoint. */
function endpointOf({ address, port }: Observation): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function isAnswer({ protocol, state }: Observation): boolean {
  return protocol === "TCP" && (state === "open" || state === "closed");
}
