import type { ClusterPolicy } from "../../../domain/cluster-policy.ts";
import { adminTier, baselineTier } from "./admin-policy.ts";
import { matchCalicoRule, namespaceLabels, podLabels } from "./calico-rule.ts";
import { calicoSelector } from "./calico-selector.ts";
import { allOf, isDoubt, type Match } from "./match.ts";
import { isolatingPolicies, policyAllows, policyName } from "./network-policy.ts";
import { certain, either, firstMatch, type Outcome, orElse, type Possible, type Rule, undecided } from "./outcome.ts";
import type { Direction, Flow, Party, PodFacts } from "./party.ts";
import { listOf, numberOf, textOf, textsOf } from "./spec-fields.ts";
import type { World } from "./world.ts";

/** A policy that selects an endpoint, or may, with its rules. */
export interface Applied {
  name: string;
  order: number;
  selected: Match;
  rules: Rule[];
}

/** Kubernetes policies stand in the default tier with this order. */
const kubernetesOrder = 1000;

const actions: Record<string, Outcome> = { Allow: "allow", Deny: "deny", Pass: "pass" };

/** Calico's reading: tier by tier, policies by order, rules from the top; a tier that selects and finds nothing denies. */
export function judgeCalico(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Possible {
  const selecting = calicoSelecting(direction, self, world);
  const tiers = Map.groupBy(selecting, ({ policy }) => textOf(policy.spec.tier) || "default");
  const apply = (tier: string) =>
    (tiers.get(tier) ?? []).map(({ policy, selected }) =>
      applied(policy, selected, direction, { kind: "pod", pod: self }, peer, flow, world),
    );
  const kubernetes = isolatingPolicies(direction, self, world).map((policy): Applied => {
    const name = policyName(policy);
    const match = () => policyAllows(policy, direction, self, peer, flow, world);
    const rules: Rule[] = [{ match, outcome: "allow", policy: name, says: `${name} allows it` }];
    return { name, order: kubernetesOrder, selected: true, rules };
  });
  const main = orElse(adminTier(direction, self, peer, flow, world), () =>
    orElse(judgeTier([...apply("default"), ...kubernetes], "deny"), () =>
      baselineTier(direction, self, peer, flow, world),
    ),
  );
  const others = [...tiers.keys()].filter((tier) => tier !== "default");
  return amongTiers(
    main,
    others.map((tier) => ({ tier, result: judgeTier(apply(tier), "unsure") })),
  );
}

/** Policies that select a pod for a direction, or may. */
export function calicoSelecting(
  direction: Direction,
  pod: PodFacts,
  world: World,
): { policy: ClusterPolicy; selected: Match }[] {
  return [...world.inNamespace("CalicoNetworkPolicy", pod.namespace), ...world.ofKind("CalicoGlobalNetworkPolicy")]
    .filter(({ spec }) => hasType(spec, direction) && spec.doNotTrack !== true && spec.preDNAT !== true)
    .map((policy) => ({ policy, selected: selectsPod(policy, pod, world) }))
    .filter(({ selected }) => selected !== false);
}

function selectsPod({ spec, kind }: ClusterPolicy, pod: PodFacts, world: World): Match {
  const within = textOf(spec.namespaceSelector);
  return allOf([
    calicoSelector(textOf(spec.selector) ?? "")(podLabels(pod, world)),
    kind === "CalicoGlobalNetworkPolicy" && within
      ? calicoSelector(within)(namespaceLabels(pod.namespace, world))
      : true,
    textOf(spec.serviceAccountSelector)
      ? calicoSelector(textOf(spec.serviceAccountSelector) ?? "")((key) =>
          key === "projectcalico.org/name"
            ? pod.serviceAccount
            : { doubt: "the labels of service accounts are not read" },
        )
      : true,
  ]);
}

/** `types`, by default those that there are rules for, else Ingress. */
export function hasType(spec: Record<string, unknown>, direction: Direction): boolean {
  const types = textsOf(spec.types) ?? [];
  if (types.length > 0) return types.includes(direction === "ingress" ? "Ingress" : "Egress");
  const count = (rules: unknown) => listOf(rules)?.length ?? 0;
  if (direction === "egress") return count(spec.egress) > 0;
  return count(spec.ingress) > 0 || count(spec.egress) === 0;
}

/** A policy's rules over one flow; "Log" goes on to the next rule. */
export function applied(
  policy: ClusterPolicy,
  selected: Match,
  direction: Direction,
  self: Party,
  peer: Party,
  flow: Flow,
  world: World,
): Applied {
  const name = policyName(policy);
  const rules = (listOf(policy.spec[direction]) ?? []).flatMap((rule, index): Rule[] => {
    const action = textOf(rule.action) ?? "";
    const outcome = actions[action];
    if (!outcome) return [];
    return [
      {
        match: () => matchCalicoRule(rule, direction, policy.namespace, self, peer, flow, world),
        outcome,
        policy: name,
        says: `rule ${index + 1} of ${name} says ${action}`,
      },
    ];
  });
  return { name, order: numberOf(policy.spec.order) ?? Number.POSITIVE_INFINITY, selected, rules };
}

/** What a tier decides; at its end a tier that selects denies, unless its own default says otherwise. */
export function judgeTier(policies: readonly Applied[], end: "deny" | "unsure"): Possible {
  if (policies.length === 0) return undecided;
  const orders = Map.groupBy(policies, ({ order }) => order);
  let result: Possible = undecided;
  for (const order of [...orders.keys()].sort((a, b) => a - b))
    result = orElse(result, () => equals(orders.get(order) ?? []), ["none"]);
  return orElse(result, () => endOf(policies, end), ["none"]);
}

function endOf(policies: readonly Applied[], end: "deny" | "unsure"): Possible {
  const names = policies.map(({ name }) => name);
  const closed = certain("deny", [`${names.join(" and ")} selects the endpoint and allows no such traffic`], names);
  const isSure = policies.some(({ selected }) => selected === true);
  const doubts = isSure ? [] : policies.flatMap(({ selected }) => (isDoubt(selected) ? [selected.doubt] : []));
  if (isSure && end === "deny") return closed;
  const unread = end === "unsure" ? ["the default action of a Calico tier is not read"] : [];
  return { ...either(closed, undecided), doubts: [...doubts, ...unread] };
}

/** Policies of one order: which comes first is told by their names alone, so they must not contradict each other. */
function equals(policies: readonly Applied[]): Possible {
  const results = policies.map(({ selected, rules }) => {
    const result = firstMatch(rules);
    return isDoubt(selected) ? { ...either(result, undecided), doubts: [...result.doubts, selected.doubt] } : result;
  });
  const deciding = results.filter(({ outcomes }) => !(outcomes.size === 1 && outcomes.has("none")));
  const [only] = deciding;
  if (!only) return undecided;
  if (deciding.length === 1) return only;
  const together = either(...deciding);
  const sure = deciding.some(({ outcomes }) => !outcomes.has("none"));
  const outcomes = new Set([...together.outcomes].filter((outcome) => !(sure && outcome === "none")));
  if (outcomes.size === 1) return { ...together, outcomes };
  return {
    ...together,
    outcomes,
    doubts: [...together.doubts, "Calico policies of the same order contradict each other"],
  };
}

/** Tiers other than the default one come in an order that is not read: all must say the same. */
function amongTiers(main: Possible, others: readonly { tier: string; result: Possible }[]): Possible {
  const isOpen = ({ outcomes }: Possible) => [...outcomes].every((outcome) => outcome === "none" || outcome === "pass");
  const deciding = others.filter(({ result }) => !isOpen(result));
  if (deciding.length === 0) return main;
  const all = [...deciding.map(({ result }) => result), main];
  const together = either(...all.map((result) => orElse(result, () => undecided)));
  const isDecided = all.some(({ outcomes }) => !outcomes.has("none") && !outcomes.has("pass"));
  const outcomes = new Set([...together.outcomes].filter((outcome) => !(isDecided && outcome === "none")));
  if (outcomes.size === 1) return { ...together, outcomes };
  const names = deciding.map(({ tier }) => tier).join(", ");
  return { ...together, outcomes, doubts: [...together.doubts, `the order of the Calico tier ${names} is not read`] };
}
