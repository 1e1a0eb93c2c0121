/** Where a probe is made from, widest first: severity follows the widest vantage that reaches a port. */
export const vantageKinds = ["internet", "other-network", "pod", "worker-node", "control-plane", "node-local"] as const;
export type VantageKind = (typeof vantageKinds)[number];

export interface Vantage {
  /** What people call the place, e.g. "office VPN" or "scanner-pod". */
  name: string;
  kind: VantageKind;
}

/** 0 is the widest. */
export function vantageRank(kind: VantageKind): number {
  return vantageKinds.indexOf(kind);
}

/** The widest of several vantages, or undefined of none. */
export function widestVantage(vantages: readonly Vantage[]): Vantage | undefined {
  return [...vantages].sort((a, b) => vantageRank(a.kind) - vantageRank(b.kind))[0];
}

/** Where a scanner stands when nobody said: beside the nodes, as a compromised worker would. See docs/decisions. */
export const defaultVantage: Vantage = { name: "scanner", kind: "worker-node" };

const meanings: Record<VantageKind, string> = {
  internet: "anyone on the internet",
  "other-network": "anyone in another network, VPN or office",
  pod: "any pod of the cluster",
  "worker-node": "any machine of the node network",
  "control-plane": "the control plane",
  "node-local": "processes on the node itself",
};

/** Says in words who stands at a vantage. */
export function whoStandsAt(kind: VantageKind): string {
  return meanings[kind];
}
