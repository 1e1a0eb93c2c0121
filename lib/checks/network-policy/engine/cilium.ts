import type { ClusterPolicy } from "../../../domain/cluster-policy.ts";
import type { ClusterNode } from "../../../domain/inventory.ts";
import { matchCidr, matchCiliumRule } from "./cilium-rule.ts";
import { selectsEndpoint } from "./cilium-selector.ts";
import { matchSelector } from "./label-selector.ts";
import { allOf, anyOf, isDoubt, type Match } from "./match.ts";
import { isolatingPolicies, policyAllows, policyName } from "./network-policy.ts";
import { certain, either, type Possible, undecided } from "./outcome.ts";
import { type Direction, type Flow, isOwnNode, type Party, type PodFacts } from "./party.ts";
import { fieldsOf, isFields, listOf, textOf, textsOf } from "./spec-fields.ts";
import type { World } from "./world.ts";

/** One policy that may select the endpoint, and what it says of the flow. */
interface Voice {
  name: string;
  selected: Match;
  /** Whether it closes what nothing allows. */
  closes: boolean;
  allows: Match;
  denies: Match;
}

/** Cilium's reading: rules of all kinds together, deny before allow, closed where a rule of that direction selects. */
export function judgeCilium(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Possible {
  const voices = [
    ...ciliumVoices(direction, self, peer, flow, world),
    ...isolatingPolicies(direction, self, world).map((policy) => ({
      name: policyName(policy),
      selected: true,
      closes: true,
      allows: policyAllows(policy, direction, self, peer, flow, world, (block, party) =>
        matchCidr(textOf(block.cidr) ?? "", textsOf(block.except) ?? [], party),
      ),
      denies: false,
    })),
  ];
  const isFromOwnHost = direction === "ingress" && isOwnNode(self, peer);
  return weigh(voices, direction, isFromOwnHost);
}

/** Policies that may close a pod for a direction. */
export function ciliumSelecting(direction: Direction, pod: PodFacts, world: World): ClusterPolicy[] {
  return [
    ...world.inNamespace("CiliumNetworkPolicy", pod.namespace),
    ...world.ofKind("CiliumClusterwideNetworkPolicy"),
  ].filter(
    ({ namespace, spec }) =>
      hasRules(spec, direction) &&
      isFields(spec.endpointSelector) &&
      selectsEndpoint(spec.endpointSelector, namespace, pod, world) !== false,
  );
}

/** Cilium's host firewall: clusterwide policies with a nodeSelector, on traffic that reaches the node itself. */
export function judgeCiliumHost(node: ClusterNode, peer: Party, flow: Flow, world: World): Possible {
  if (world.hostFirewall === false) return undecided;
  const host: PodFacts = hostOf(node);
  const voices = world
    .ofKind("CiliumClusterwideNetworkPolicy")
    .filter(({ spec }) => isFields(spec.nodeSelector) && hasRules(spec, "ingress"))
    .map((policy) => {
      const selected = matchSelector(
        policy.spec.nodeSelector,
        (key) => node.labels[key.replace(/^(k8s|node|any)[:.]/, "")],
      );
      return voiceOf(policy, selected, "ingress", host, peer, flow, world);
    })
    .filter(({ selected }) => selected !== false);
  const judged = weigh(voices, "ingress", false);
  if (world.hostFirewall === true || !judged.outcomes.has("deny")) return judged;
  const doubt = "the policy counts only with Cilium's host firewall, and whether that is on cannot be read";
  return { ...either(judged, undecided), doubts: [...judged.doubts, doubt] };
}

function hostOf(node: ClusterNode): PodFacts {
  const base = { namespace: "", name: node.name, labels: {}, node: node.name, podIPs: [] };
  return { ...base, hostNetwork: true, serviceAccount: "", containers: [] };
}

function ciliumVoices(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Voice[] {
  return ciliumSelecting(direction, self, world).map((policy) => {
    const selected = selectsEndpoint(policy.spec.endpointSelector, policy.namespace, self, world);
    return voiceOf(policy, selected, direction, self, peer, flow, world);
  });
}

function hasRules(spec: Record<string, unknown>, direction: Direction): boolean {
  const count = [spec[direction], spec[`${direction}Deny`]].map((rules) => listOf(rules)?.length ?? 0);
  return count.some((rules) => rules > 0) || fieldsOf(spec.enableDefaultDeny)[direction] === true;
}

function voiceOf(
  policy: ClusterPolicy,
  selected: Match,
  direction: Direction,
  self: PodFacts,
  peer: Party,
  flow: Flow,
  world: World,
): Voice {
  const rules = (field: string) =>
    (listOf(policy.spec[field]) ?? []).map((rule) =>
      matchCiliumRule(rule, direction, policy.namespace, self, peer, flow, world),
    );
  return {
    name: policyName(policy),
    selected,
    closes: fieldsOf(policy.spec.enableDefaultDeny)[direction] !== false,
    allows: anyOf(rules(direction)),
    denies: anyOf(rules(`${direction}Deny`)),
  };
}

function weigh(voices: readonly Voice[], direction: Direction, isFromOwnHost: boolean): Possible {
  if (voices.length === 0) return undecided;
  const saying = (what: (voice: Voice) => Match) => {
    const heard = voices.map((voice) => ({ name: voice.name, match: allOf([voice.selected, what(voice)]) }));
    const sure = heard.filter(({ match }) => match === true).map(({ name }) => name);
    return { sure, doubts: heard.flatMap(({ match }) => (isDoubt(match) ? [match.doubt] : [])) };
  };
  const denies = saying(({ denies }) => denies);
  const allows = saying(({ allows }) => allows);
  const closes = saying(({ closes }) => closes);
  if (denies.sure.length > 0 && !isFromOwnHost)
    return certain("deny", [`${denies.sure.join(" and ")} denies it, and deny comes before allow`], denies.sure);
  const denial: Possible[] =
    denies.doubts.length + denies.sure.length > 0
      ? [{ ...certain("deny", [], denies.sure), doubts: [...denies.doubts, ...(isFromOwnHost ? [ownHostDoubt] : [])] }]
      : [];
  if (isFromOwnHost) return either(certain("allow", ["Cilium lets a node reach its own pods"]), ...denial);
  if (allows.sure.length > 0)
    return either(certain("allow", [`${allows.sure.join(" and ")} allows it`], allows.sure), ...denial);
  const closed = certain(
    "deny",
    [`${closes.sure.join(" and ")} closes the endpoint for ${direction} and nothing allows this traffic`],
    closes.sure,
  );
  if (closes.sure.length === 0 && closes.doubts.length === 0) return either(undecided, ...denial);
  const doubts = [...allows.doubts, ...(closes.sure.length === 0 ? closes.doubts : [])];
  if (doubts.length === 0) return closed;
  return { ...either(closed, certain("allow"), ...denial), doubts: [...doubts, ...denies.doubts] };
}

const ownHostDoubt = "whether a deny rule counts against the pod's own node depends on Cilium's allow-localhost";
