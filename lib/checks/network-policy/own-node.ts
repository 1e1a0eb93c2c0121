import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, primaryAddress } from "../../domain/inventory.ts";
import { portItem } from "../evidence-items.ts";
import type { ClusterView } from "./cluster-view.ts";
import type { Verdict } from "./engine/index.ts";
import type { PodGroup } from "./pod-groups.ts";
import { readingNamespaces } from "./required-peers.ts";
import { systemNamespace } from "./system-namespaces.ts";

/** A group whose policies close egress, and what is left open to its own node. */
export interface OwnNodeWay {
  group: PodGroup;
  node: ClusterNode;
  address: string;
  answer: Verdict;
}

/** Asks every group that a policy isolates for egress, and that is not to read kubelets, about the one beside it. */
export function waysToOwnNode(evidence: Evidence, view: ClusterView): OwnNodeWay[] {
  const { distribution } = evidence.inventory.cluster;
  const reading = new Set(readingNamespaces(evidence.inventory));
  const names = [...view.namespaces.keys()].filter(
    (name) => systemNamespace(name, distribution) === null && !reading.has(name),
  );
  return names
    .flatMap((name) => view.groupsOf(name))
    .filter((group) => view.selecting("egress", group).length > 0)
    .flatMap((group) => {
      const node = view.world.node(group.sample.node ?? "");
      const address = node && primaryAddress(node);
      if (!node || address === undefined) return [];
      const answer = view.reach(group, { kind: "node", node, address }, node.kubeletPort);
      return [{ group, node, address, answer }];
    });
}

/** From a pod, all kubelets are kept out of reach: the one beside that pod is among them. */
export function keptFromPods(evidence: Evidence): EvidenceItem[] | null {
  const seen = evidence.inventory.nodes.map(({ name, kubeletPort }) =>
    evidence.at(name, kubeletPort).filter(({ vantage }) => vantage.kind === "pod"),
  );
  const isKept =
    seen.length > 0 && seen.every((list) => list.length > 0 && list.every(({ state }) => state === "filtered"));
  return isKept
    ? seen
        .flatMap((list) => list.slice(0, 1))
        .slice(0, 10)
        .map((observation) => portItem(observation))
    : null;
}

/** Packet filters that a report of the node itself names; what their rules say is not in it. */
export function filtersOn(evidence: Evidence, node: string): string[] {
  return evidence.inventory.nodeReports.find((report) => report.node === node)?.firewalls ?? [];
}

/** What a pod gets at the kubelet beside it: clauses, empty where nothing. */
export function whatItGets(evidence: Evidence): string[] {
  const { nodes } = evidence.inventory;
  const having = (setting: string, value: unknown) =>
    nodes.find(({ name }) => evidence.setting("kubelet", name, setting).value === value)?.name;
  const always = having("authorization.mode", "AlwaysAllow");
  const anonymous = having("authentication.anonymous.enabled", true);
  const holder = evidence
    .holders({ apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] })
    ?.find(({ subject, expected }) => !expected && subject.kind === "ServiceAccount");
  return [
    ...(always ? [`the kubelet of ${always} authorises every caller`] : []),
    ...(anonymous ? [`the kubelet of ${anonymous} takes callers without credentials`] : []),
    ...(holder ? [`service account ${holder.subject.namespace}/${holder.subject.name} holds nodes/proxy`] : []),
  ];
}
