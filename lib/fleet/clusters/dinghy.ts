import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { type ClusterSpec, posture } from "./cluster-spec.ts";
import { coreDns, metricsServer } from "./monitoring-workloads.ts";

const version = "v1.36.2+rke2r1";
const kubeletArgs = ["--kubelet-arg", "config=/etc/rancher/rke2/kubelet.yaml"];

/** RKE2 with its CIS profile. */
export const dinghy: ClusterSpec = {
  distribution: "rke2",
  version,
  network: "canal",
  ageDays: 71,
  podCIDR: "10.42.0.0/16",
  serviceCIDR: "10.43.0.0/16",
  managed: false,
  controlPlanes: () => [
    posture("rke2", "profile: cis", {
      kubeletVersion: version,
      proxyHealthEverywhere: false,
      apiServer: true,
      apiAnonymous: "off",
      etcdClient: "loopback",
      etcdPeer: "loopback",
      etcdMetrics: "loopback",
      supervisor: true,
    }),
  ],
  workers: () => [posture("rke2", "profile: cis", { kubeletVersion: version, proxyHealthEverywhere: false })],
  services: [],
  settings: {},
  namespaces: {},
  workloads: (cluster: ClusterState): WorkloadSpec[] => [
    {
      kind: "DaemonSet",
      namespace: "kube-system",
      name: "rke2-canal",
      image: "rancher/hardened-calico:v3.31.2-build20261015",
      labels: { "k8s-app": "canal" },
      command: ["start_runit"],
      serviceAccount: "canal",
      hostNetwork: true,
      privileged: true,
      on: "all",
      priorityClass: "system-node-critical",
    },
    coreDns(cluster, "rancher/hardened-coredns:v1.13.1-build20261015"),
    metricsServer(cluster, "rancher/hardened-k8s-metrics-server:v0.8.0-build20261015"),
  ],
  controlPlaneName: "dinghy-server-",
  workerName: "dinghy-agent-",
  nodeMarks: (cluster, { name, role, address }) => ({
    labels: {
      "node.kubernetes.io/instance-type": "rke2",
      ...(role === "control-plane"
        ? {
            "node-role.kubernetes.io/control-plane": "true",
            "node-role.kubernetes.io/etcd": "true",
            "node-role.kubernetes.io/master": "true",
          }
        : {}),
    },
    annotations: {
      "rke2.io/hostname": name,
      "rke2.io/internal-ip": address,
      "rke2.io/node-args": JSON.stringify(
        role === "control-plane"
          ? ["server", "--profile", "cis", "--kube-apiserver-arg", "anonymous-auth=false", ...kubeletArgs]
          : ["agent", "--profile", "cis", ...kubeletArgs],
      ),
      "rke2.io/node-config-hash": `${cluster.seed.suffix(40, name, "config").toUpperCase()}====`,
      "rke2.io/node-env": "{}",
    },
    providerID: `rke2://${name}`,
    osImage: "SUSE Linux Enterprise Server 15 SP7",
    kernelVersion: "6.4.0-150700.53.19-default",
    containerRuntime: "containerd://2.1.9-k3s1",
  }),
};
