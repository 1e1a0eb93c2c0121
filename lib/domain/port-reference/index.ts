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

/** The port reference: what is known of the ports that Kubernetes, its distributions and its add-ons use. */
export const portReference: readonly ReferencePort[] = [
  ...controlPlanePorts,
  ...nodePorts,
  ...distributionPorts,
  ...podNetworkPorts,
  ...ciliumPorts,
  ...cloudNetworkPorts,
  ...addOnPorts,
  ...hostPorts,
];

/** Rows of one port; several where products share the number. */
export function referenceOf(port: number, protocol: Protocol = "TCP"): ReferencePort[] {
  return portReference.filter(
    (row) => row.protocol === protocol && row.ports.some(([first, last]) => port >= first && port <= last),
  );
}

export { type Reach, type ReferencePort, reaches } from "./reference-port.ts";
