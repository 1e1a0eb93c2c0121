import { findCheck } from "../checks/index.ts";
import type { ClusterNode, Inventory } from "../domain/inventory.ts";
import type { ScanScope } from "../domain/scan-report.ts";
import type { Subject } from "../domain/subject.ts";
import { overlayUdpPorts, udpControlPorts } from "../domain/well-known-ports.ts";
import { udpServiceOf } from "../probes/index.ts";

/** One UDP port to ask, and what is expected there. */
export interface PlannedUdpPort {
  port: number;
  hint: string | null;
}

interface Wanted {
  ports?: number[];
  scope?: ScanScope;
  alsoJudge: readonly { checkId: string; subject: Subject }[];
}

/** Components whose checks judge UDP ports of Services and pods, and those that judge overlay networks. */
const declaring = ["nodeport", "service", "host-port"];
const overlaying = ["cni"];

/** UDP ports of one node: declared NodePorts and hostPorts, overlay networks, and control ports to compare them with. */
export function planUdp(inventory: Inventory, node: ClusterNode, wanted: Wanted): PlannedUdpPort[] {
  // A list of ports of one's own is a list of TCP ports.
  if (wanted.ports) return [];
  const components = wanted.scope?.checks?.map((id) => findCheck(id)?.component ?? "other");
  const isWanted = (list: readonly string[]) => !components || components.some((component) => list.includes(component));
  const asked = wanted.alsoJudge.flatMap(({ subject }) => (subject.protocol === "UDP" ? (subject.port ?? []) : []));
  const declared = declaredPorts(inventory, node).filter(({ port }) => asked.length === 0 || asked.includes(port));
  const ports = [...(isWanted(declaring) ? declared : []), ...(isWanted(overlaying) ? overlays() : [])];
  if (ports.length === 0 && asked.length === 0) return [];
  const unlisted = asked.filter((port) => !ports.some((entry) => entry.port === port));
  const all = [...ports, ...unlisted.map((port) => ({ port, hint: udpServiceOf(port) }))];
  const [first, last] = udpControlPorts.map((port) => ({ port, hint: null }));
  const controlled = [...(first ? [first] : []), ...all, ...(last ? [last] : [])];
  return [...new Map(controlled.map((entry) => [entry.port, entry])).values()];
}

function overlays(): PlannedUdpPort[] {
  return overlayUdpPorts.map(({ port, service }) => ({ port, hint: service }));
}

function declaredPorts(inventory: Inventory, node: ClusterNode): PlannedUdpPort[] {
  const nodePorts = (inventory.services ?? []).flatMap((service) =>
    service.ports.flatMap(({ nodePort, protocol, port, targetPort, name }) =>
      nodePort !== null && protocol === "UDP"
        ? [{ port: nodePort, hint: udpServiceOf(Number(targetPort), name ?? targetPort) ?? udpServiceOf(port) }]
        : [],
    ),
  );
  const hostPorts = (inventory.hostPorts ?? [])
    .filter((entry) => entry.node === node.name && entry.protocol === "UDP")
    .map(({ port }) => ({ port, hint: udpServiceOf(port) }));
  return [...nodePorts, ...hostPorts];
}
