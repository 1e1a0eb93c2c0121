import type { Party } from "./engine/index.ts";

/** A pod that nobody has heard of: without labels, in a namespace without labels. */
export const anyStranger: Party = {
  kind: "pod",
  pod: {
    namespace: "namespace-of-a-stranger",
    name: "stranger",
    labels: {},
    node: null,
    podIPs: [],
    hostNetwork: false,
    serviceAccount: "default",
    containers: [],
  },
};

const anywhere = (address: string): Party => ({ kind: "address", address });

/** Far apart addresses of the internet: who may reach all of them may reach it all. */
export const internet: Record<"IPv4" | "IPv6", readonly Party[]> = {
  IPv4: ["1.2.3.4", "93.184.215.14", "203.0.113.77"].map(anywhere),
  IPv6: ["2600:1f18::77", "2a00:1450:4001::5"].map(anywhere),
};

/** Ports that no service has in common. */
export const oddPorts: readonly number[] = [1, 4444, 60_123];
