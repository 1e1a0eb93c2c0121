import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { Right } from "../../domain/rbac.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { cidrsOf } from "../controller-manager/secure-port-remediation.ts";

const controlPlane = ({ controlPlaneAddresses }: RemediationContext) => ({
  label: "control plane",
  cidrs: cidrsOf(controlPlaneAddresses),
});

/** The kubelet's API, for the control plane alone. */
export function kubeletApiIntent(context: RemediationContext): NetworkIntent {
  return {
    name: "kubelet-api",
    purpose: "Only the control plane calls the kubelet: for logs, exec, port-forward and metrics.",
    on: "node",
    ports: [{ port: context.port, protocol: "TCP" }],
    allow: [controlPlane(context)],
  };
}

/** The kubelet's API, for the control plane and the pods that scrape it. */
export function kubeletApiWithPodsIntent(context: RemediationContext): NetworkIntent {
  const intent = kubeletApiIntent(context);
  return {
    ...intent,
    purpose: "The control plane calls the kubelet, and metrics-server and scrapers do so from the pod network.",
    allow: [...intent.allow, { label: "pod network", cidrs: cidrsOf(context.podCIDRs) }],
  };
}

/** A port that only the node itself is to reach. */
export function nodeOnlyIntent(name: string, port: number, purpose: string): () => NetworkIntent {
  return () => ({ name, purpose, on: "node", ports: [{ port, protocol: "TCP" }], allow: [] });
}

/** Whoever holds it gets through the API server what the open kubelet gives away: nodes/proxy is exec on every pod. */
export const nodesProxy: Right = { apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] };
