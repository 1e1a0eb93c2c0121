/** Ports that firewalls and callers trust for parts of the cluster or of the node. */
const reserved: readonly [first: number, last: number, whose: string][] = [
  [22, 22, "SSH of the node"],
  [53, 53, "DNS of the node"],
  [179, 179, "BGP"],
  [2379, 2381, "etcd"],
  [4240, 4240, "Cilium's health checks"],
  [4244, 4244, "Hubble"],
  [5473, 5473, "Calico Typha"],
  [6443, 6444, "the API server"],
  [8132, 8134, "Konnectivity"],
  [8472, 8472, "the overlay network (VXLAN)"],
  [9099, 9099, "Calico Felix"],
  [9345, 9345, "the RKE2 supervisor"],
  [10_248, 10_259, "kubelet, kube-proxy, scheduler and controller-manager"],
  [22_623, 22_623, "OpenShift's machine configuration"],
  [50_000, 50_001, "Talos' API"],
];

/** Whose port it is by custom; null where nobody's. */
export function systemPortOf(port: number): string | null {
  return reserved.find(([first, last]) => port >= first && port <= last)?.[2] ?? null;
}

export const systemPorts: readonly number[] = reserved.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index),
);
