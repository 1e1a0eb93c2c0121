import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import { declarersOf } from "./service-subjects.ts";

/** Open TCP ports of the node-port range that nothing known of explains, ascending. */
export function undeclaredPorts(evidence: Evidence, node: ClusterNode): number[] {
  const [first, last] = evidence.inventory.cluster.nodePortRange;
  const open = evidence
    .ofNode(node.name)
    .filter(({ port, protocol, state }) => state === "open" && protocol === "TCP" && port >= first && port <= last)
    .map(({ port }) => port);
  return [...new Set(open)].filter((port) => explain(evidence, node, port) === null).sort((a, b) => a - b);
}

/** Who has a right to a port of a node, as a sentence without its full stop; null when nobody known of. */
export function explain(evidence: Evidence, node: ClusterNode, port: number): string | null {
  const [service] = declarersOf(evidence, port);
  if (service) return `Service ${service} declares ${port}/TCP`;
  const taker = evidence.inventory.hostPorts?.find(
    (entry) => entry.node === node.name && entry.port === port && entry.protocol === "TCP",
  );
  if (taker) return `pod/${taker.namespace}/${taker.pod} takes ${port}/TCP by ${taker.via}`;
  if (node.kubeletPort === port) return `${port}/TCP is the kubelet's own port`;
  const own = new Set(node.addresses.map(({ address }) => address));
  const outside = evidence.inventory.services?.find(
    (entry) => entry.externalIPs.some((ip) => own.has(ip)) && entry.ports.some((declared) => declared.port === port),
  );
  return outside ? `Service ${outside.namespace}/${outside.name} has ${port}/TCP on an external IP of the node` : null;
}
