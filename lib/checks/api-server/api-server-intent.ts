import type { Evidence } from "../../domain/evidence.ts";
import { nodeAddresses } from "../../domain/inventory.ts";
import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";

/** Documentation ranges (RFC 5737): they stand for networks that only the reader knows, and route nowhere. */
const adminsToReplace = "203.0.113.0/24";
const nodesToReplace = "198.51.100.0/24";
const mostNodes = 64;

const isAddress = (text: string) => /^[0-9a-fA-F.:]+$/.test(text);
const isRange = (text: string) => /^[0-9a-fA-F.:]+\/\d{1,3}$/.test(text);
const host = (address: string) => `${address}/${address.includes(":") ? 128 : 32}`;

/** Addresses of all nodes as ranges for a rule; absent where there are too many to list one by one. */
export function nodeValues({ inventory }: Evidence): Record<string, string> {
  const addresses = [...new Set(inventory.nodes.flatMap(nodeAddresses))].filter(isAddress);
  if (addresses.length === 0 || addresses.length > mostNodes) return {};
  return { nodeCIDRs: addresses.map(host).join(",") };
}

function rangesIn(text: string | undefined): string[] {
  return (text ?? "").split(",").filter(isRange);
}

/** Who has business with the API server; null where the provider's own fields take the place of a packet filter. */
export function apiServerClients(context: RemediationContext): NetworkIntent | null {
  const { distribution, controlPlaneAddresses, podCIDRs, port, values } = context;
  if (["eks", "gke", "aks"].includes(distribution)) return null;
  const nodes = rangesIn(values.nodeCIDRs);
  const admins = rangesIn(values.adminCIDRs);
  const members = controlPlaneAddresses.filter(isAddress).map(host);
  const pods = podCIDRs.filter(isRange);
  return {
    name: "api-server",
    purpose: "Nodes, pods and administrators reach the API server, and nobody else.",
    on: "control-plane",
    ports: [{ port, protocol: "TCP" }],
    allow: [
      ...(members.length > 0 ? [{ label: "control plane", cidrs: members }] : []),
      nodes.length > 0
        ? { label: "nodes", cidrs: nodes }
        : { label: `nodes: put your node network for ${nodesToReplace}`, cidrs: [nodesToReplace] },
      ...(pods.length > 0 ? [{ label: "pods", cidrs: pods }] : []),
      admins.length > 0
        ? { label: "administrators", cidrs: admins }
        : { label: `administrators: put your own network for ${adminsToReplace}`, cidrs: [adminsToReplace] },
    ],
  };
}

/** A port that nobody has business with but the node itself. */
export function nobodyOutside(name: string, purpose: string): (context: RemediationContext) => NetworkIntent {
  return ({ port }) => ({ name, purpose, on: "control-plane", ports: [{ port, protocol: "TCP" }], allow: [] });
}
