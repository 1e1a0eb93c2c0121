import type { Protocol } from "../port-state.ts";
import { addOnPorts } from "./add-on.ts";
import { ciliumPorts } from "./cilium.ts";
import { cloudNetworkPorts } from "./cloud-network.ts";
import { controlPlanePorts } from "./control-plane.ts";
import { distributionPorts } from "./distribution.ts";
import { hostPorts } from "./host.ts";
import { nodePorts } from "./node.ts";
import { podNetworkPorts } from "./pod-network.ts";
import type { ReferencePort } from "./reference-port.ts";

/** The port reference by what the ports belong to. */
export const portGroups = {
  "control-plane": controlPlanePorts,
  node: nodePorts,
  distribution: distributionPorts,
  "pod-network": podNetworkPorts,
  cilium: ciliumPorts,
  "cloud-network": cloudNetworkPorts,
  "add-on": addOnPorts,
  host: hostPorts,
} as const satisfies Record<string, readonly ReferencePort[]>;

/** The port reference: what is known of the ports that Kubernetes, its distributions and its add-ons use. */
export const portReference: readonly ReferencePort[] = Object.values(portGroups).flat();

/** Rows of one port; several where products share the number. */
export function referenceOf(port: number, protocol: Protocol = "TCP"): ReferencePort[] {
  return portReference.filter(
    (row) => row.protocol === protocol && row.ports.some(([first, last]) => port >= first && port <= last),
  );
}

export { type Reach, type ReferencePort, reaches } from "./reference-port.ts";
