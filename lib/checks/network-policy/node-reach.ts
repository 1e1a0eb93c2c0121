import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import type { ClusterView } from "./cluster-view.ts";
import type { Verdict } from "./engine/index.ts";
import type { NodeClass, NodeTarget } from "./node-classes.ts";
import type { PodGroup } from "./pod-groups.ts";

/** A way from a group of pods to a port of a node other than its own. */
export interface NodeReach {
  group: PodGroup;
  target: NodeTarget;
  port: number;
  answer: Verdict;
}

const readOnlyPort = 10255;
const etcdPorts = [2379, 2380];

/** Asks one target of each class of nodes for the kubelet's ports, and for etcd's on the control plane. */
export function waysToNodes(group: PodGroup, view: ClusterView): NodeReach[] {
  return view.nodeClasses().flatMap((targets) => {
    const kubelet = pairFor(group, targets);
    const etcd = pairFor(
      group,
      targets.filter(({ node }) => isControlPlane(node)),
    );
    const asked = [
      ...(kubelet ? [kubelet.target.node.kubeletPort, readOnlyPort].map((port) => ({ ...kubelet, port })) : []),
      ...(etcd ? etcdPorts.map((port) => ({ ...etcd, port })) : []),
    ];
    return asked.map(({ from, target, port }) => ({
      group,
      target,
      port,
      answer: view.reach(from, { kind: "node", ...target }, port),
    }));
  });
}

/** A pod of the group and a target of the class that do not share a node. */
function pairFor(group: PodGroup, targets: NodeClass): { from: PodGroup; target: NodeTarget } | null {
  const target = targets.find(({ node }) => node.name !== group.sample.node);
  if (target) return { from: group, target };
  const [own] = targets;
  const other = own && group.pods.find(({ node }) => node !== own.node.name);
  return own && other ? { from: { ...group, sample: other }, target: own } : null;
}

/** What waits at the end of the way: clauses, empty where nothing makes it worse. */
export function whatWaits(evidence: Evidence, namespace: string): string[] {
  const nodes = openNodes(evidence);
  const holders = evidence.holders({ apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] });
  const holder = holders?.find(
    ({ subject, expected }) => !expected && subject.kind === "ServiceAccount" && subject.namespace === namespace,
  );
  return [
    ...(nodes.alwaysAllow ? [`the kubelet of ${nodes.alwaysAllow} authorises every caller`] : []),
    ...(nodes.readOnly ? [`the read-only port of ${nodes.readOnly} is open`] : []),
    ...(holder ? [`service account ${namespace}/${holder.subject.name} holds nodes/proxy`] : []),
  ];
}

interface OpenNodes {
  alwaysAllow: string | undefined;
  readOnly: string | undefined;
}

/** The same for every namespace, so it is looked for once a scan. */
const known = new WeakMap<Evidence, OpenNodes>();

function openNodes(evidence: Evidence): OpenNodes {
  const found = known.get(evidence) ?? {
    alwaysAllow: evidence.inventory.nodes.find(
      ({ name }) => evidence.setting("kubelet", name, "authorization.mode").value === "AlwaysAllow",
    )?.name,
    readOnly: evidence.inventory.nodes.find(({ name }) => evidence.stateOf(name, readOnlyPort) === "open")?.name,
  };
  known.set(evidence, found);
  return found;
}
