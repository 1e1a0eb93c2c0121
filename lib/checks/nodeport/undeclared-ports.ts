import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import { formatPort, type Protocol } from "../../domain/port-state.ts";
import { goneAt } from "./gone-ports.ts";
import { isProvenOpen } from "./udp-proof.ts";

export interface UndeclaredPort {
  port: number;
  protocol: Protocol;
}

/**
 * Open ports of the node-port range that nothing known of explains, ascending; of UDP those that answered. Ports that
 * outlived their Service are a finding of their own.
 */
export function undeclaredPorts(evidence: Evidence, node: ClusterNode): UndeclaredPort[] {
  const [first, last] = evidence.inventory.cluster.nodePortRange;
  const open = evidence
    .ofNode(node.name)
    .filter((observation) => isProvenOpen(observation) && observation.port >= first && observation.port <= last);
  const ports = new Map(open.map(({ port, protocol }) => [formatPort(port, protocol), { port, protocol }]));
  return [...ports.values()]
    .filter(
      ({ port, protocol }) => explain(evidence, node, port, protocol) === null && !goneAt(evidence, port, protocol),
    )
    .sort((a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol));
}

/** Who has a right to a port of a node, as a sentence without its full stop; null when nobody known of. */
export function explain(
  evidence: Evidence,
  node: ClusterNode,
  port: number,
  protocol: Protocol = "TCP",
): string | null {
  const place = formatPort(port, protocol);
  if (node.kubeletPort === port && protocol === "TCP") return `${place} is the kubelet's own port`;
  // A component that answers there has been recognised, which gives it no right to the port.
  const owner = evidence.owners(node.name, port, protocol).find(({ via }) => via !== "component");
  if (!owner) return null;
  const name = `${owner.namespace}/${owner.name}`;
  if (owner.via === "hostPort" || owner.via === "hostNetwork") return `pod/${name} takes ${place} by ${owner.via}`;
  if (owner.via === "externalIPs") return `Service ${name} has ${place} on an external IP of the node`;
  return `Service ${name} declares ${place}`;
}
