import type { ClusterService } from "../../domain/inventory.ts";
import type { Observation } from "../../domain/observation.ts";
import { service } from "../nodeport/sample-services.ts";
import { hardened, observation, type Seen, withInventory } from "../sample-evidence.ts";

export const balancerAddress = "198.51.100.9";

/** payments/debug-tmp as a load balancer on 443. */
export function loadBalancer(
  balancer: Partial<NonNullable<ClusterService["loadBalancer"]>> = {},
  changes: Partial<ClusterService> = {},
): ClusterService {
  return service({
    type: "LoadBalancer",
    ports: [{ name: null, port: 443, targetPort: "8443", nodePort: 32555, protocol: "TCP" }],
    loadBalancer: { class: null, sourceRanges: [], ingress: [balancerAddress], allocateNodePorts: true, ...balancer },
    ...changes,
  });
}

export function withBalancer(...services: ClusterService[]): Seen {
  return withInventory(hardened(), { services });
}

/** What was seen on the load balancer's own address. */
export function seenOutside(seen: Seen, state: Observation["state"], port = 443): Seen {
  const outside = observation(null, port, { address: balancerAddress, state, vantage: seen.vantage });
  return { ...seen, observations: [...seen.observations, outside] };
}
