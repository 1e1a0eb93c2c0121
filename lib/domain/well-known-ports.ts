/**
 * TCP ports that every scan looks at on every node; source: Kubernetes "Ports and Protocols", the requirements pages of
 * etcd, k3s, RKE2, Talos, MicroK8s, OpenShift, Calico and Cilium. kube-proxy runs on every node, so that its ports are
 * no sign of a control plane. `service` is what is expected there: several products share a number, and what answers
 * is told by its fingerprint.
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
  { port: 4194, service: "cadvisor", section: "kubelet" },
  { port: 10249, service: "kube-proxy-metrics", section: "other" },
  { port: 10256, service: "kube-proxy-healthz", section: "other" },
  { port: 10251, service: "kube-scheduler-insecure", section: "control-plane" },
  { port: 10252, service: "kube-controller-manager-insecure", section: "control-plane" },
  { port: 10257, service: "kube-controller-manager", section: "control-plane" },
  { port: 10259, service: "kube-scheduler", section: "control-plane" },
  { port: 10253, service: "cloud-controller-manager-insecure", section: "control-plane" },
  { port: 10258, service: "cloud-controller-manager", section: "control-plane" },
  { port: 8091, service: "konnectivity", section: "control-plane" },
  { port: 8131, service: "konnectivity", section: "control-plane" },
  { port: 8132, service: "konnectivity", section: "control-plane" },
  { port: 8133, service: "konnectivity", section: "control-plane" },
  { port: 8134, service: "konnectivity", section: "control-plane" },
  { port: 22623, service: "machine-config-server", section: "control-plane" },
  { port: 22624, service: "machine-config-server", section: "control-plane" },
  { port: 50001, service: "talos-trustd", section: "control-plane" },
  { port: 50000, service: "talos-apid", section: "other" },
  { port: 19001, service: "k8s-dqlite", section: "control-plane" },
  { port: 25000, service: "microk8s-cluster-agent", section: "other" },
  { port: 22, service: "ssh", section: "other" },
  { port: 2375, service: "docker", section: "other" },
  { port: 2376, service: "docker-tls", section: "other" },
  { port: 2377, service: "docker-swarm", section: "other" },
  { port: 4243, service: "docker", section: "other" },
  { port: 10010, service: "cri-streaming", section: "other" },
  { port: 1338, service: "containerd-metrics", section: "other" },
  { port: 9537, service: "crio-metrics", section: "other" },
  { port: 5001, service: "spegel", section: "other" },
  { port: 179, service: "bgp", section: "other" },
  { port: 5473, service: "calico-typha", section: "other" },
  { port: 9091, service: "felix-metrics", section: "other" },
  { port: 9093, service: "typha-metrics", section: "other" },
  { port: 9098, service: "typha-health", section: "other" },
  { port: 9099, service: "felix-health", section: "other" },
  { port: 4240, service: "cilium-health", section: "other" },
  { port: 4244, service: "cilium-hubble", section: "other" },
  { port: 4245, service: "cilium-hubble", section: "other" },
  { port: 4250, service: "cilium-mutual-auth", section: "other" },
  { port: 9878, service: "cilium-envoy-health", section: "other" },
  { port: 9879, service: "cilium-agent-health", section: "other" },
  { port: 9890, service: "cilium-gops", section: "other" },
  { port: 9891, service: "cilium-gops", section: "other" },
  { port: 9893, service: "cilium-gops", section: "other" },
  { port: 9901, service: "envoy-admin", section: "other" },
  { port: 9962, service: "cilium-metrics", section: "other" },
  { port: 9963, service: "cilium-metrics", section: "other" },
  { port: 9964, service: "cilium-metrics", section: "other" },
  { port: 9965, service: "hubble-metrics", section: "other" },
  { port: 6781, service: "weave-metrics", section: "other" },
  { port: 6782, service: "weave-metrics", section: "other" },
  { port: 6783, service: "weave", section: "other" },
  { port: 6784, service: "weave-http", section: "other" },
  { port: 9100, service: "node-exporter", section: "other" },
  { port: 9153, service: "coredns-metrics", section: "other" },
  { port: 9253, service: "nodelocaldns-metrics", section: "other" },
  { port: 9353, service: "nodelocaldns-metrics", section: "other" },
  { port: 8081, service: "kube-state-metrics", section: "other" },
  { port: 9090, service: "prometheus", section: "other" },
  { port: 10254, service: "ingress-nginx-metrics", section: "other" },
  { port: 20256, service: "node-problem-detector", section: "other" },
  { port: 20257, service: "node-problem-detector", section: "other" },
  { port: 61678, service: "awscni-metrics", section: "other" },
  { port: 3000, service: "grafana", section: "other" },
  { port: 4040, service: "weave-scope", section: "other" },
  { port: 4466, service: "headlamp", section: "other" },
  { port: 8265, service: "ray", section: "other" },
  { port: 9000, service: "portainer", section: "other" },
] as const;

/**
 * JetDirect ports: a printer prints whatever it is sent, and nmap leaves them alone as well. 9100 is node-exporter's
 * too, so a node that the cluster itself names is looked at there; an address of a CIDR can be a printer and is not.
 */
export const printerPorts: readonly number[] = [9100, 9101, 9102, 9103, 9104, 9105, 9106, 9107];

/** UDP ports of overlay networks, with what is expected there. */
export const overlayUdpPorts = [
  { port: 4789, service: "vxlan", encrypted: false },
  { port: 8472, service: "vxlan", encrypted: false },
  { port: 6081, service: "geneve", encrypted: false },
  { port: 8285, service: "flannel-udp", encrypted: false },
  { port: 51820, service: "wireguard", encrypted: true },
  { port: 51821, service: "wireguard", encrypted: true },
  { port: 51871, service: "wireguard", encrypted: true },
] as const;

/** UDP ports that nobody is known to use: where they answer "port unreachable", silence elsewhere means something. */
export const udpControlPorts: readonly number[] = [40_961, 61_029];

export const portSections = ["kubelet", "etcd", "api-server", "control-plane", "nodeport", "other"] as const;
export type PortSection = (typeof portSections)[number];

/** The class a port belongs to on the node page and the exposure strip. */
export function portSection(port: number, nodePortRange: readonly [number, number] = [30000, 32767]): PortSection {
  const known = wellKnownPorts.find((entry) => entry.port === port);
  if (known) return known.section;
  return port >= nodePortRange[0] && port <= nodePortRange[1] ? "nodeport" : "other";
}
