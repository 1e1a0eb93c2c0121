import type { KubeObject } from "../objects/kube-object.ts";
import type { ClusterState } from "../state.ts";

/** What names one object in the API: the plural of its kind, namespace and name. */
export interface ObjectKey {
  plural: string;
  namespace: string;
  name: string;
}

/** What clients wrote into one cluster's API, over what follows from its settings. */
interface Written {
  /** By "plural/namespace/name"; null is deleted. */
  objects: Map<string, KubeObject | null>;
  /** Opens and closes ports after a write. */
  changed: () => Promise<void>;
}

const byCluster = new WeakMap<ClusterState, Written>();

function writtenIn(cluster: ClusterState): Written {
  const found = byCluster.get(cluster);
  if (found) return found;
  const none: Written = { objects: new Map(), changed: async () => undefined };
  byCluster.set(cluster, none);
  return none;
}

/** Says what is to follow every write. */
export function onWrite(cluster: ClusterState, changed: () => Promise<void>): void {
  writtenIn(cluster).changed = changed;
}

export function changedByWrite(cluster: ClusterState): Promise<void> {
  return writtenIn(cluster).changed();
}

/** Keeps an object as it was written; null deletes it. */
export function keep(cluster: ClusterState, { plural, namespace, name }: ObjectKey, object: KubeObject | null): void {
  writtenIn(cluster).objects.set(`${plural}/${namespace}/${name}`, object);
}

/** Forgets every write: the API says again what the settings say. */
export function forgetWrites(cluster: ClusterState): void {
  writtenIn(cluster).objects.clear();
}

/** Objects of one kind with what was written over them. */
export function withWrites(cluster: ClusterState, plural: string, objects: KubeObject[]): KubeObject[] {
  const { objects: written } = writtenIn(cluster);
  if (written.size === 0) return objects;
  const ours = new Map([...written].filter(([key]) => key.startsWith(`${plural}/`)));
  const kept = objects.flatMap((object) => {
    const key = `${plural}/${object.metadata.namespace ?? ""}/${object.metadata.name}`;
    const over = ours.get(key);
    ours.delete(key);
    return over === undefined ? [object] : over === null ? [] : [over];
  });
  return [...kept, ...[...ours.values()].filter((object) => object !== null)];
}
