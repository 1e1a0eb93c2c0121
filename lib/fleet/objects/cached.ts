import type { ClusterState } from "../state.ts";

interface Kept {
  revision: number;
  value: unknown;
}

const kept = new WeakMap<ClusterState, Map<string, Kept>>();

/** The value made once for each state of a cluster: every change of the fleet counts the revision up. */
export function cached<T>(cluster: ClusterState, key: string, make: () => T): T {
  let ofCluster = kept.get(cluster);
  if (!ofCluster) {
    ofCluster = new Map();
    kept.set(cluster, ofCluster);
  }
  const found = ofCluster.get(key);
  if (found && found.revision === cluster.revision) return found.value as T;
  const value = make();
  ofCluster.set(key, { revision: cluster.revision, value });
  return value;
}
