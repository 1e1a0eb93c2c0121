/**
 * Ports that every scan looks at on every node; source: Kubernetes "Ports and Protocols", etcd and k3s
 * documentation. kube-proxy runs on every node, so that its ports are no sign of a control plane.
 */
export const wellKnownPorts = [
  { port: 2379, service: "etcd", section: "etcd" },
  { port: 2380, service: "etcd-peer", section: "etcd" },
  { port: 2381, service: "etcd-metrics", section: "etcd" },
  { port: 4001, service: "etcd-v2", section: "etcd" },
  { port: 6443, service: "kube-apiserver", section: "api-server" },
  { port: 443, service: "https", section: "api-server" },
  { port: 8080, service: "kube-apiserver-insecure", section: "api-server" },
  { port: 8001, service: "kubectl-proxy", section: "api-server" },
  { port: 8443, service: "kube-apiserver", section: "api-server" },
  { port: 16443, service: "kube-apiserver", section: "api-server" },
  { port: 9345, service: "rke2-supervisor", section: "api-server" },
  { port: 10248, service: "kubelet-healthz", section: "kubelet" },
  { port: 10250, service: "kubelet", section: "kubelet" },
  { port: 10255, service: "kubelet-read-only", section: "kubelet" },
  { port: 10249, service: "kube-proxy-metrics", section: "other" },
  { port: 10256, service: "kube-proxy-healthz", section: "other" },
  { port: 10251, service: "kube-scheduler-insecure", section: "control-plane" },
  { port: 10252, service: "kube-controller-manager-insecure", section: "control-plane" },
  { port: 10257, service: "kube-controller-manager", section: "control-plane" },
  { port: 10259, service: "kube-scheduler", section: "control-plane" },
] as const;

export const portSections = ["kubelet", "etcd", "api-server", "control-plane", "nodeport", "other"] as const;
export type PortSection = (typeof portSections)[number];

/** The class a port belongs to on the node page and the exposure strip. */
export function portSection(port: number, nodePortRange: readonly [number, number] = [30000, 32767]): PortSection {
  const known = wellKnownPorts.find((entry) => entry.port === port);
  if (known) return known.section;
  return port >= nodePortRange[0] && port <= nodePortRange[1] ? "nodeport" : "other";
}
