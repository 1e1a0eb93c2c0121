import type { ClusterService, Inventory } from "../domain/inventory.ts";
import type { ClusterPod, ServiceEndpoint } from "../domain/workload.ts";

const none: readonly never[] = [];
const shownAddresses = 5;

/** "Deployment payments/api"; a pod that no controller keeps stands for itself. */
export function workloadOf({ owner, namespace, name }: ClusterPod): string {
  return owner ? `${owner.kind} ${namespace}/${owner.name}` : `Pod ${namespace}/${name}`;
}

/** Finds what runs behind a Service: the pods that it selects, else the addresses somebody wrote into its slices. */
export function workloadsBehind(inventory: Inventory): (service: ClusterService) => string[] {
  const podsWith = Map.groupBy(
    distinctPods(inventory.pods ?? []).flatMap((pod) =>
      Object.entries(pod.labels).map(([key, value]) => ({ key: labelKey(pod.namespace, key, value), pod })),
    ),
    ({ key }) => key,
  );
  const endpoints = Map.groupBy(inventory.endpoints ?? [], ({ namespace, service }) => `${namespace}/${service}`);
  return ({ namespace, name, selector }) => {
    const wanted = Object.entries(selector);
    if (wanted.length === 0) return writtenByHand(endpoints.get(`${namespace}/${name}`) ?? none);
    const lists = wanted.map(([key, value]) => podsWith.get(labelKey(namespace, key, value)) ?? none);
    const rarest = lists.reduce((least, list) => (list.length < least.length ? list : least));
    const chosen = rarest.filter(({ pod }) => wanted.every(([key, value]) => pod.labels[key] === value));
    return [...new Set(chosen.map(({ pod }) => workloadOf(pod)))].sort();
  };
}

const labelKey = (namespace: string, key: string, value: string) => `${namespace}\n${key}\n${value}`;

/** Twins of one controller share their labels object: one of them stands for all. */
function distinctPods(pods: readonly ClusterPod[]): ClusterPod[] {
  const seen = new Map<Readonly<Record<string, string>>, Set<string>>();
  return pods.filter((pod) => {
    const workload = workloadOf(pod);
    const known = seen.get(pod.labels) ?? new Set<string>();
    seen.set(pod.labels, known);
    const isNew = !known.has(workload);
    known.add(workload);
    return isNew;
  });
}

function writtenByHand(endpoints: readonly ServiceEndpoint[]): string[] {
  const names = [
    ...new Set(
      endpoints.map(({ namespace, address, targetKind, targetName }) => {
        if (targetKind === null || targetName === null) return `address ${address}`;
        return targetKind === "Pod" ? `Pod ${namespace}/${targetName}` : `${targetKind} ${targetName}`;
      }),
    ),
  ].sort();
  const rest = names.length - shownAddresses;
  return rest > 0 ? [...names.slice(0, shownAddresses), `${rest} addresses more`] : names;
}
