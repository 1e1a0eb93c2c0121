import type { Tokens } from "../authentication.ts";
import { podsOfNode } from "../objects/pods.ts";
import type { ClusterState, NodeState } from "../state.ts";

export interface KubeletContext {
  cluster: ClusterState;
  node: NodeState;
  tokens: Tokens;
}

/** True when this kubelet runs the pod. */
export function runs(context: KubeletContext, namespace: string, pod: string): boolean {
  return podsOfNode(context.cluster, context.node).some(
    (one) => one.metadata.namespace === namespace && one.metadata.name === pod,
  );
}
