import type { ClusterPod } from "../../domain/workload.ts";

/** Pods that policies cannot tell apart: the same namespace, labels and service account. */
export interface PodGroup {
  id: number;
  namespace: string;
  /** Stands for all of them. */
  sample: ClusterPod;
  pods: ClusterPod[];
  /** Nodes that they run on. */
  nodes: Set<string>;
}

/** Groups twins, so that a Deployment is judged once however many replicas it has. Pods of the host network apart. */
export function groupPods(pods: readonly ClusterPod[]): PodGroup[] {
  const spelled = new WeakMap<object, string>();
  const labelKey = (labels: ClusterPod["labels"]) => {
    const known = spelled.get(labels);
    if (known !== undefined) return known;
    const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
    spelled.set(labels, key);
    return key;
  };
  const groups = new Map<string, PodGroup>();
  for (const pod of pods) {
    const key = `${pod.namespace} ${pod.serviceAccount} ${pod.hostNetwork} ${labelKey(pod.labels)}`;
    let group = groups.get(key);
    if (!group) {
      group = { id: groups.size, namespace: pod.namespace, sample: pod, pods: [], nodes: new Set() };
      groups.set(key, group);
    }
    group.pods.push(pod);
    if (pod.node !== null) group.nodes.add(pod.node);
  }
  return [...groups.values()];
}

/** "web-1, web-2", the first ten and how many there are. */
export function podsInWords(groups: readonly PodGroup[]): string {
  const names = groups.flatMap(({ pods }) => pods.slice(0, 10).map(({ name }) => name));
  const total = groups.reduce((sum, { pods }) => sum + pods.length, 0);
  const shown = names.slice(0, 10).join(", ");
  return total > 10 ? `${shown} and ${total - 10} more` : shown;
}

export function countPods(groups: readonly PodGroup[]): number {
  return groups.reduce((sum, { pods }) => sum + pods.length, 0);
}
