import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterPod } from "../../domain/workload.ts";

/** Asked for every Service, so each list of pods is split by namespace once. */
const byNamespace = new WeakMap<readonly ClusterPod[], Map<string, ClusterPod[]>>();

/** Pods of a namespace; null where pods could not be listed. */
export function podsOf({ inventory: { pods } }: Evidence, namespace: string): readonly ClusterPod[] | null {
  if (pods === null) return null;
  const known = byNamespace.get(pods) ?? Map.groupBy(pods, (pod) => pod.namespace);
  byNamespace.set(pods, known);
  return known.get(namespace) ?? [];
}

/** Pods that a Service's selector chooses; a Service without one chooses none. */
export function podsBehind(
  evidence: Evidence,
  { namespace, selector }: { namespace: string; selector: Readonly<Record<string, string>> },
): ClusterPod[] | null {
  const wanted = Object.entries(selector);
  const pods = podsOf(evidence, namespace);
  if (pods === null || wanted.length === 0) return pods === null ? null : [];
  return pods.filter(({ labels }) => wanted.every(([key, value]) => labels[key] === value));
}
