import type { ClusterPolicy } from "../../../domain/cluster-policy.ts";
import { inNetwork } from "./address.ts";
import { matchSelector } from "./label-selector.ts";
import { allOf, anyOf, type Match } from "./match.ts";
import { policyName } from "./network-policy.ts";
import { either, firstMatch, type Outcome, orElse, type Possible, type Rule, undecided } from "./outcome.ts";
import { addressesOf, type Direction, type Flow, type Party, type PodFacts } from "./party.ts";
import { matchNamespaceSelector, matchPodSelector } from "./peers.ts";
import { matchNamedPort } from "./ports.ts";
import { type Fields, fieldsOf, isFields, listOf, numberOf, textOf, textsOf } from "./spec-fields.ts";
import type { World } from "./world.ts";

const outcomes: Record<string, Outcome> = { Allow: "allow", Accept: "allow", Deny: "deny", Pass: "pass" };

/** AdminNetworkPolicy, or ClusterNetworkPolicy of tier Admin: asked before every NetworkPolicy. */
export function adminTier(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Possible {
  const policies = [...world.ofKind("AdminNetworkPolicy"), ...clusterPolicies(world, "Admin")];
  return judgeTier(policies, direction, self, peer, flow, world);
}

/** BaselineAdminNetworkPolicy, or ClusterNetworkPolicy of tier Baseline: for pods that no NetworkPolicy isolates. */
export function baselineTier(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Possible {
  const policies = [...world.ofKind("BaselineAdminNetworkPolicy"), ...clusterPolicies(world, "Baseline")];
  return judgeTier(policies, direction, self, peer, flow, world);
}

function clusterPolicies(world: World, tier: "Admin" | "Baseline"): ClusterPolicy[] {
  return world.ofKind("ClusterNetworkPolicy").filter(({ spec }) => spec.tier === tier);
}

/** Lowest number first; which of several with the same number comes first is up to the engine. */
function judgeTier(
  policies: ClusterPolicy[],
  direction: Direction,
  self: PodFacts,
  peer: Party,
  flow: Flow,
  world: World,
): Possible {
  if (policies.length === 0 || self.hostNetwork) return undecided;
  const priorities = Map.groupBy(policies, ({ spec }) => numberOf(spec.priority) ?? 0);
  let result: Possible = undecided;
  for (const priority of [...priorities.keys()].sort((a, b) => a - b)) {
    const same = (priorities.get(priority) ?? []).map((policy) =>
      firstMatch(rulesOf(policy, direction, self, peer, flow, world)),
    );
    result = orElse(result, () => equals(same, priority), ["none"]);
  }
  return result;
}

/** Policies of one priority: those that do not match leave the decision to those that do. */
function equals(several: Possible[], priority: number): Possible {
  const deciding = several.filter(({ outcomes }) => !(outcomes.size === 1 && outcomes.has("none")));
  const [only] = deciding;
  if (!only) return undecided;
  if (deciding.length === 1) return only;
  const together = either(...deciding);
  if (together.outcomes.size === 1) return together;
  return {
    ...together,
    doubts: [...together.doubts, `several policies of priority ${priority} contradict each other`],
  };
}

function rulesOf(
  policy: ClusterPolicy,
  direction: Direction,
  self: PodFacts,
  peer: Party,
  flow: Flow,
  world: World,
): Rule[] {
  const to: Party = direction === "egress" ? peer : { kind: "pod", pod: self };
  const name = policyName(policy);
  const subject = matchPods(fieldsOf(policy.spec.subject), self, world);
  if (subject === false) return [];
  return (listOf(policy.spec[direction]) ?? []).map((rule, index) => {
    const action = textOf(rule.action) ?? "";
    const called = textOf(rule.name) ?? `number ${index + 1}`;
    return {
      match: () =>
        allOf([
          subject,
          matchPorts(rule, to, flow),
          anyOf(
            (listOf(rule[direction === "ingress" ? "from" : "to"]) ?? []).map((entry) =>
              matchPeer(entry, peer, action, world),
            ),
          ),
        ]),
      outcome: outcomes[action] ?? "none",
      policy: name,
      says: `rule ${called} of ${name} says ${action}`,
    };
  });
}

function matchPods(selector: Fields, pod: PodFacts, world: World): Match {
  if (isFields(selector.namespaces)) return matchNamespaceSelector(selector.namespaces, pod.namespace, world);
  const { namespaceSelector, podSelector } = fieldsOf(selector.pods);
  if (!isFields(selector.pods)) return { doubt: "a policy has a subject of a kind that is not known" };
  return allOf([matchNamespaceSelector(namespaceSelector, pod.namespace, world), matchPodSelector(podSelector, pod)]);
}

/** A peer of a kind that is not known closes: no Allow covers it, every Deny does. */
function matchPeer(peer: Fields, party: Party, action: string, world: World): Match {
  if (isFields(peer.namespaces) || isFields(peer.pods))
    return party.kind === "pod" && !party.pod.hostNetwork && matchPods(peer, party.pod, world);
  if (isFields(peer.nodes)) return matchNodes(peer.nodes, party, world);
  const networks = textsOf(peer.networks);
  if (networks)
    return anyOf(networks.flatMap((network) => addressesOf(party).map((address) => inNetwork(address, network))));
  if (peer.domainNames !== undefined)
    return party.kind === "address" && { doubt: "what a domain name resolves to is not known" };
  return action === "Deny" || action === "Pass";
}

function matchNodes(selector: Fields, party: Party, world: World): Match {
  const node =
    party.kind === "node"
      ? party.node
      : party.kind === "pod" && party.pod.hostNetwork && world.node(party.pod.node ?? "");
  return node ? matchSelector(selector, (key) => node.labels[key]) : false;
}

/** `ports` of v1alpha1, `protocols` of ClusterNetworkPolicy. */
function matchPorts(rule: Fields, to: Party, flow: Flow): Match {
  const ports = listOf(rule.ports);
  const protocols = listOf(rule.protocols);
  if (!ports && !protocols) return true;
  return anyOf([
    ...(ports ?? []).map((entry) => matchPort(entry, to, flow)),
    ...(protocols ?? []).map((entry) => matchProtocol(entry, to, flow)),
  ]);
}

function matchPort(entry: Fields, to: Party, flow: Flow): Match {
  if (typeof entry.namedPort === "string") return matchNamedPort(entry.namedPort, to, flow);
  const { protocol, port } = fieldsOf(entry.portNumber);
  if (isFields(entry.portNumber)) return (textOf(protocol) ?? "TCP") === flow.protocol && numberOf(port) === flow.port;
  const range = fieldsOf(entry.portRange);
  return (textOf(range.protocol) ?? "TCP") === flow.protocol && isWithin(range, flow.port);
}

function matchProtocol(entry: Fields, to: Party, flow: Flow): Match {
  if (typeof entry.destinationNamedPort === "string") return matchNamedPort(entry.destinationNamedPort, to, flow);
  const own = entry[flow.protocol.toLowerCase()];
  if (own === undefined) return false;
  const port = fieldsOf(own).destinationPort;
  if (!isFields(port)) return true;
  return isFields(port.range) ? isWithin(port.range, flow.port) : numberOf(port.number) === flow.port;
}

function isWithin({ start, end }: Fields, port: number): boolean {
  return port >= (numberOf(start) ?? 65_536) && port <= (numberOf(end) ?? 0);
}
