import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { type ClusterSpec, posture } from "./cluster-spec.ts";
import { coreDns, metricsServer } from "./monitoring-workloads.ts";

const version = "v1.36.2+k3s1";
const kubeletArgs = [
  "--kubelet-arg",
  "read-only-port=0",
  "--kubelet-arg",
  "streaming-connection-idle-timeout=30m",
  "--kubelet-arg",
  "config=/etc/rancher/k3s/kubelet.yaml",
];
const serverArgs = [
  "server",
  "--protect-kernel-defaults",
  "true",
  "--secrets-encryption",
  "true",
  "--disable",
  "traefik,servicelb",
  "--kube-apiserver-arg",
  "audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log",
  "--kube-apiserver-arg",
  "audit-policy-file=/var/lib/rancher/k3s/server/audit.yaml",
  "--kube-apiserver-arg",
  "enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs",
  ...kubeletArgs,
];
const agentArgs = ["agent", "--protect-kernel-defaults", "true", ...kubeletArgs];

/** k3s, hardened after its own guide. */
export const skiff: ClusterSpec = {
  distribution: "k3s",
  version,
  network: "kube-router",
  ageDays: 95,
  podCIDR: "10.42.0.0/16",
  serviceCIDR: "10.43.0.0/16",
  managed: false,
  controlPlanes: () => [
    posture("k3s", "hardened after the k3s CIS guide", {
      kubeletVersion: version,
      proxyHealthEverywhere: false,
      apiServer: true,
      apiAnonymous: "off",
    }),
  ],
  workers: () => [
    posture("k3s", "hardened after the k3s CIS guide", { kubeletVersion: version, proxyHealthEverywhere: false }),
  ],
  services: [],
  settings: {},
  namespaces: {},
  workloads: (cluster: ClusterState): WorkloadSpec[] => [
    coreDns(cluster, "rancher/mirrored-coredns-coredns:1.13.1"),
    metricsServer(cluster, "rancher/mirrored-metrics-server:v0.8.0"),
    {
      kind: "Deployment",
      namespace: "kube-system",
      name: "local-path-provisioner",
      image: "rancher/local-path-provisioner:v0.0.32",
      labels: { app: "local-path-provisioner" },
      serviceAccount: "local-path-provisioner-service-account",
    },
  ],
  controlPlaneName: "skiff-server-",
  workerName: "skiff-agent-",
  nodeMarks: (cluster, { name, role, address }) => ({
    labels: {
      "node.kubernetes.io/instance-type": "k3s",
      ...(role === "control-plane" ? { "node-role.kubernetes.io/control-plane": "true" } : {}),
    },
    annotations: {
      "k3s.io/hostname": name,
      "k3s.io/internal-ip": address,
      "k3s.io/node-args": JSON.stringify(role === "control-plane" ? serverArgs : agentArgs),
      "k3s.io/node-config-hash": `${cluster.seed.suffix(40, name, "config").toUpperCase()}====`,
      "k3s.io/node-env": "{}",
    },
    providerID: `k3s://${name}`,
    osImage: "Ubuntu 24.04.3 LTS",
    kernelVersion: "6.8.0-87-generic",
    containerRuntime: "containerd://2.1.9-k3s1",
  }),
};
