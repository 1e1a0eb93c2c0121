import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { Right } from "../../domain/rbac.ts";
import type { RemediationContext } from "../../domain/remediation.ts";

/** An address as the CIDR of itself; a CIDR as it stands. */
function cidrOf(address: string): string {
  if (address.includes("/")) return address;
  return `${address}/${address.includes(":") ? 128 : 32}`;
}

const controlPlane = ({ controlPlaneAddresses }: RemediationContext) => ({
  label: "control plane",
  cidrs: controlPlaneAddresses.map(cidrOf),
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
    allow: [...intent.allow, { label: "pod network", cidrs: context.podCIDRs.map(cidrOf) }],
  };
}

/** A port that only the node itself is to reach. */
export function nodeOnlyIntent(name: string, port: number, purpose: string): () => NetworkIntent {
  return () => ({ name, purpose, on: "node", ports: [{ port, protocol: "TCP" }], allow: [] });
}

/** Whoever holds it gets through the API server what the open kubelet gives away: nodes/proxy is exec on every pod. */
export const nodesProxy: Right = { apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] };
