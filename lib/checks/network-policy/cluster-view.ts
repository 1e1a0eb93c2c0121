import type { Evidence } from "../../domain/evidence.ts";
import type { Inventory } from "../../domain/inventory.ts";
import type { ClusterNamespace } from "../../domain/workload.ts";
import { calicoSelecting } from "./engine/calico.ts";
import { ciliumSelecting } from "./engine/cilium.ts";
import {
  type Direction,
  evaluate,
  evaluateSide,
  type Party,
  type Verdict,
  type World,
  worldOf,
} from "./engine/index.ts";
import { isolatingPolicies, policyName } from "./engine/network-policy.ts";
import { type NodeClass, nodeClasses } from "./node-classes.ts";
import { groupPods, type PodGroup } from "./pod-groups.ts";
import { type PolicyEngine, policyEngine } from "./policy-engine.ts";

/** What all checks of network policies look at, worked out once a scan. */
export interface ClusterView {
  engine: PolicyEngine;
  world: World;
  namespaces: ReadonlyMap<string, ClusterNamespace>;
  /** Pods that policies speak for; those of the host network are apart. */
  groupsOf(namespace: string): readonly PodGroup[];
  hostGroupsOf(namespace: string): readonly PodGroup[];
  nodeClasses(): readonly NodeClass[];
  /** Names of the policies that select a group for a direction. */
  selecting(direction: Direction, group: PodGroup): readonly string[];
  /** What a group's own policies say of traffic with somebody; asked once for groups under the same policies. */
  side(direction: Direction, group: PodGroup, peer: Party, port: number, protocol?: "TCP" | "UDP"): Verdict;
  /** The whole way from a group to somebody, the policies at its end among them; asked once like `side`. */
  reach(group: PodGroup, to: Party, port: number, protocol?: "TCP" | "UDP"): Verdict;
}

const views = new WeakMap<Inventory, ClusterView>();

export function clusterView({ inventory }: Pick<Evidence, "inventory">): ClusterView {
  const known = views.get(inventory);
  if (known) return known;
  const view = build(inventory);
  views.set(inventory, view);
  return view;
}

function build(inventory: Inventory): ClusterView {
  const engine = policyEngine(inventory);
  const world = worldOf(inventory, engine);
  const groups = groupPods(inventory.pods ?? []);
  const byNamespace = Map.groupBy(
    groups.filter(({ sample }) => !sample.hostNetwork),
    ({ namespace }) => namespace,
  );
  const hostGroups = Map.groupBy(
    groups.filter(({ sample }) => sample.hostNetwork),
    ({ namespace }) => namespace,
  );
  const selected = new Map<string, readonly string[]>();
  const answers = new Map<string, Verdict>();
  let classes: readonly NodeClass[] | undefined;

  const selecting = (direction: Direction, group: PodGroup) => {
    const key = `${direction} ${group.id}`;
    const names = selected.get(key) ?? selectingPolicies(direction, group, world);
    selected.set(key, names);
    return names;
  };
  const asked = (key: string, ask: () => Verdict) => {
    const answer = answers.get(key) ?? ask();
    answers.set(key, answer);
    return answer;
  };
  const keyOf = (direction: Direction, group: PodGroup, peer: Party, port: number, protocol: string) =>
    `${answerKey(direction, group, world, selecting)} ${partyKey(group, peer)} ${port}/${protocol}`;
  return {
    engine,
    world,
    namespaces: new Map((inventory.namespaces ?? []).map((namespace) => [namespace.name, namespace])),
    groupsOf: (namespace) => byNamespace.get(namespace) ?? [],
    hostGroupsOf: (namespace) => hostGroups.get(namespace) ?? [],
    nodeClasses: () => (classes ??= nodeClasses(inventory, world)),
    selecting,
    side: (direction, group, peer, port, protocol = "TCP") =>
      asked(keyOf(direction, group, peer, port, protocol), () =>
        evaluateSide(direction, group.sample, peer, { port, protocol }, world),
      ),
    reach: (group, to, port, protocol = "TCP") =>
      asked(`reach ${keyOf("egress", group, to, port, protocol)}`, () =>
        evaluate({ from: { kind: "pod", pod: group.sample }, to, port, protocol }, world),
      ),
  };
}

/** Under the API's rules a pod is judged by the policies that select it; other engines also look at the pod itself. */
function answerKey(direction: Direction, group: PodGroup, world: World, selecting: ClusterView["selecting"]): string {
  const admin = world.ofKind("AdminNetworkPolicy").length + world.ofKind("ClusterNetworkPolicy").length;
  const isApi = world.dialect === "api" && admin === 0 && world.ofKind("BaselineAdminNetworkPolicy").length === 0;
  if (!isApi || direction === "ingress") return `${direction} ${group.id}`;
  return `${direction} ${group.namespace} ${selecting(direction, group).join(" ")}`;
}

function partyKey(group: PodGroup, peer: Party): string {
  if (peer.kind === "pod") return `${peer.pod.namespace}/${peer.pod.name}`;
  return peer.kind === "node" ? `${peer.address} ${peer.node.name === group.sample.node}` : peer.address;
}

function selectingPolicies(direction: Direction, { sample }: PodGroup, world: World): string[] {
  const kubernetes = isolatingPolicies(direction, sample, world).map(policyName);
  if (world.dialect === "cilium") return [...kubernetes, ...ciliumSelecting(direction, sample, world).map(policyName)];
  if (world.dialect === "calico")
    return [
      ...kubernetes,
      ...calicoSelecting(direction, sample, world).flatMap(({ policy, selected }) =>
        selected === true ? [policyName(policy)] : [],
      ),
    ];
  return kubernetes;
}
