import type { ClusterPolicy } from "../../../domain/cluster-policy.ts";
import { allOf, anyOf, isDoubt, type Match } from "./match.ts";
import { certain, either, type Possible, undecided } from "./outcome.ts";
import type { Direction, Flow, Party, PodFacts } from "./party.ts";
import { matchIpBlock, matchPodSelector, matchPolicyPeer } from "./peers.ts";
import { matchPolicyPorts } from "./ports.ts";
import { listOf, textsOf } from "./spec-fields.ts";
import type { World } from "./world.ts";

export function policyName({ kind, namespace, name }: ClusterPolicy): string {
  return namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** policyTypes, by default Ingress always and Egress where there are egress rules. */
export function isolates(policy: ClusterPolicy, direction: Direction): boolean {
  const { policyTypes, egress } = policy.spec;
  const types = textsOf(policyTypes) ?? [];
  if (types.length > 0) return types.includes(direction === "ingress" ? "Ingress" : "Egress");
  return direction === "ingress" || (listOf(egress)?.length ?? 0) > 0;
}

/** Policies of the pod's namespace that isolate it in a direction. */
export function isolatingPolicies(direction: Direction, pod: PodFacts, world: World): ClusterPolicy[] {
  return world
    .inNamespace("NetworkPolicy", pod.namespace)
    .filter((policy) => isolates(policy, direction) && matchPodSelector(policy.spec.podSelector, pod) !== false);
}

/** Rules of one direction, each with its peers. */
export function rulesOf(policy: ClusterPolicy, direction: Direction) {
  return (listOf(policy.spec[direction]) ?? []).map((rule) => ({
    peers: listOf(rule[direction === "ingress" ? "from" : "to"]),
    ports: listOf(rule.ports),
  }));
}

/** Whether one policy's rules let a flow through; no peers and no ports named stand for all of them. */
export function policyAllows(
  policy: ClusterPolicy,
  direction: Direction,
  self: PodFacts,
  peer: Party,
  flow: Flow,
  world: World,
  blocks = matchIpBlock,
): Match {
  const to: Party = direction === "egress" ? peer : { kind: "pod", pod: self };
  return anyOf(
    rulesOf(policy, direction).map(({ peers, ports }) =>
      allOf([
        matchPolicyPorts(ports, to, flow),
        !peers || peers.length === 0
          ? true
          : anyOf(peers.map((entry) => matchPolicyPeer(entry, peer, policy.namespace ?? "", world, blocks))),
      ]),
    ),
  );
}

/** NetworkPolicy as the API defines it: a pod that none selects is open, one that some select has their union. */
export function judgeNetworkPolicies(
  direction: Direction,
  self: PodFacts,
  peer: Party,
  flow: Flow,
  world: World,
): Possible {
  const isolating = isolatingPolicies(direction, self, world);
  if (isolating.length === 0) return undecided;
  const answers = isolating.map((policy) => ({
    policy,
    match: policyAllows(policy, direction, self, peer, flow, world),
  }));
  const allowing = answers.filter(({ match }) => match === true).map(({ policy }) => policyName(policy));
  if (allowing.length > 0) return certain("allow", [`${allowing.join(" and ")} allows it`], allowing);
  const names = isolating.map(policyName);
  const denied = certain(
    "deny",
    [`${names.join(" and ")} isolates the pod for ${direction} and allows no such traffic`],
    names,
  );
  const selected = isolating.map((policy) => matchPodSelector(policy.spec.podSelector, self));
  const doubts = [...answers.map(({ match }) => match), ...(selected.includes(true) ? [] : selected)].filter(isDoubt);
  if (doubts.length === 0) return denied;
  return { ...either(denied, certain("allow")), doubts: doubts.map(({ doubt }) => doubt) };
}
