import type { ClusterPolicy } from "../../../domain/cluster-policy.ts";
import type { ClusterNode } from "../../../domain/inventory.ts";
import { applied, hasType, judgeTier } from "./calico.ts";
import { calicoSelector } from "./calico-selector.ts";
import type { LabelLookup } from "./label-selector.ts";
import { certain, either, firstMatch, orElse, type Possible, undecided } from "./outcome.ts";
import type { Flow, Party } from "./party.ts";
import { textOf, textsOf } from "./spec-fields.ts";
import type { World } from "./world.ts";

/** Ports that Felix keeps open on every host endpoint unless it is told otherwise (failsafeInboundHostPorts). */
const failsafe = new Set([
  "TCP/22",
  "UDP/68",
  "TCP/179",
  "TCP/2379",
  "TCP/2380",
  "TCP/5473",
  "TCP/6443",
  "TCP/6666",
  "TCP/6667",
]);
const allowProfile = "projectcalico-default-allow";

/** Traffic to a node that has host endpoints: untracked and pre-DNAT policies first, then the normal ones. */
export function judgeCalicoHost(to: Party & { kind: "node" }, peer: Party, flow: Flow, world: World): Possible {
  const { node } = to;
  const endpoints = world.ofKind("CalicoHostEndpoint").filter(({ spec }) => spec.node === node.name);
  const results = endpoints.map((endpoint) => judgeEndpoint(endpoint, to, peer, flow, world));
  const [only] = results;
  if (!only) return undecided;
  const result = results.length === 1 ? only : either(...results);
  if (!result.outcomes.has("deny") || !failsafe.has(`${flow.protocol}/${flow.port}`)) return result;
  const doubt = "Felix keeps this port open as a failsafe unless its configuration, which is not read, says otherwise";
  return { ...either(result, certain("allow")), doubts: [...result.doubts, doubt] };
}

function judgeEndpoint(
  endpoint: ClusterPolicy,
  self: Party & { kind: "node" },
  peer: Party,
  flow: Flow,
  world: World,
): Possible {
  const labels = labelsOf(endpoint, self.node);
  const policies = world
    .ofKind("CalicoGlobalNetworkPolicy")
    .filter(({ spec }) => hasType(spec, "ingress") && !textOf(spec.namespaceSelector))
    .map((policy) => ({ policy, selected: calicoSelector(textOf(policy.spec.selector) ?? "")(labels) }))
    .filter(({ selected }) => selected !== false);
  const of = (wanted: "doNotTrack" | "preDNAT" | "normal") =>
    policies
      .filter(({ policy: { spec } }) => stageOf(spec) === wanted)
      .map(({ policy, selected }) => applied(policy, selected, "ingress", self, peer, flow, world));
  const early = firstMatch(
    [...of("doNotTrack"), ...of("preDNAT")].sort((a, b) => a.order - b.order).flatMap(({ rules }) => rules),
  );
  const decided = orElse(early, () => orElse(judgeTier(of("normal"), "deny"), () => byProfile(endpoint)));
  if (endpoint.spec.interfaceName === "*" || !decided.outcomes.has("deny")) return decided;
  const doubt = "the host endpoint stands for one interface, and which one the traffic takes is not known";
  return { ...either(decided, undecided), doubts: [...decided.doubts, doubt] };
}

function stageOf(spec: Record<string, unknown>): "doNotTrack" | "preDNAT" | "normal" {
  if (spec.doNotTrack === true) return "doNotTrack";
  return spec.preDNAT === true ? "preDNAT" : "normal";
}

/** Automatic host endpoints carry their node's labels; those of others stand in their metadata, which is not read. */
function labelsOf(endpoint: ClusterPolicy, node: ClusterNode): LabelLookup {
  const isAutomatic = endpoint.name === `${node.name}-auto-hep`;
  return (key) => {
    if (key === "projectcalico.org/namespace") return undefined;
    if (!isAutomatic) return { doubt: `the labels of host endpoint ${endpoint.name} are not read` };
    return key === "projectcalico.org/created-by" ? "calico-kube-controllers" : node.labels[key];
  };
}

/** Without any policy the profiles decide; without profiles everything is refused. */
function byProfile({ name, spec }: ClusterPolicy): Possible {
  const profiles = textsOf(spec.profiles) ?? [];
  if (profiles.includes(allowProfile) || name.endsWith("-auto-hep")) return undecided;
  const closed = certain(
    "deny",
    [`host endpoint ${name} has no policy that allows it`],
    [`CalicoHostEndpoint ${name}`],
  );
  if (profiles.length === 0) return closed;
  return { ...either(closed, undecided), doubts: [`the profiles of host endpoint ${name} are not read`] };
}
