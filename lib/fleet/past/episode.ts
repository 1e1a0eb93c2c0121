import type { NodeSettings } from "../settings.ts";
import type { ClusterState, NodeState } from "../state.ts";

/** How a cluster differed from today over a stretch of days; 0 is today, -1 yesterday. */
export interface Episode {
  /** First day. */
  from: number;
  /** First day on which it was over. */
  until: number;
  /** What happened, for people. */
  story: string;
  /** Makes today's state that of the stretch. */
  apply(cluster: ClusterState): void;
}

/** The oldest day that the fleet knows of itself. */
export const oldestDay = -90;

/** Settings that nodes had; their names are today's. */
export function nodesWere(names: readonly string[], settings: Partial<NodeSettings>): Episode["apply"] {
  return (cluster) => {
    for (const name of names) Object.assign(nodeNamed(cluster, name).settings, settings);
  };
}

/** @throws Error for a name that no node has today: the past tells of nodes that are not there. */
export function nodeNamed(cluster: ClusterState, name: string): NodeState {
  const node = cluster.nodes.find((one) => one.name === name);
  if (!node) throw new Error(`The past of ${cluster.name} names ${name}, which is no node of it.`);
  return node;
}
