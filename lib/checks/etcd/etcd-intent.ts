import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";

/** Addresses come from node objects: only what is an IP goes into a rule. */
const isAddress = (text: string) => /^[0-9a-fA-F.:]+$/.test(text);
const host = (address: string) => `${address}/${address.includes(":") ? 128 : 32}`;

/** etcd's ports for control-plane members alone; null where no member's address is known, or a provider runs it. */
export function membersOnly(context: RemediationContext): NetworkIntent | null {
  const cidrs = context.controlPlaneAddresses.filter(isAddress).map(host);
  if (cidrs.length === 0 || ["eks", "gke", "aks"].includes(context.distribution)) return null;
  return {
    name: "etcd-members",
    purpose: "Only control-plane members reach etcd: the API servers as its clients, the other members as its peers.",
    on: "control-plane",
    ports: [{ port: 2379, endPort: 2380, protocol: "TCP" }],
    allow: [{ label: "control plane", cidrs }],
  };
}

/** A metrics listener that moved to another port, for control-plane members alone. */
export function metricsForMembers(context: RemediationContext): NetworkIntent | null {
  const intent = membersOnly(context);
  if (!intent) return null;
  return {
    ...intent,
    name: "etcd-metrics",
    purpose: "etcd's metrics stay on the control plane; a Prometheus that runs elsewhere needs a TLS proxy.",
    ports: [{ port: context.port, protocol: "TCP" }],
  };
}
