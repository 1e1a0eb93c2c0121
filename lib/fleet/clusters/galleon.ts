import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { type ClusterSpec, posture, repeated } from "./cluster-spec.ts";

const version = "v1.34.2";
const tag = "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256";

/** Like OpenShift: operators in openshift-* namespaces, OVN-Kubernetes, machine config server on the control plane. */
export const galleon: ClusterSpec = {
  distribution: "openshift",
  version,
  network: "ovn-kubernetes",
  ageDays: 260,
  podCIDR: "10.128.0.0/14",
  serviceCIDR: "172.30.0.0/16",
  managed: false,
  controlPlanes: () => [
    posture(
      "openshift",
      "installer-provisioned, KubeletConfig reviewed; its machine config server answers every network",
      {
        kubeletVersion: version,
        apiServer: true,
        apiAnonymous: "off",
        etcdClient: "loopback",
        etcdPeer: "loopback",
        etcdMetrics: "loopback",
        extraListeners: ["machine-config"],
      },
    ),
  ],
  workers: () =>
    repeated([posture("openshift", "worker pool, KubeletConfig reviewed", { kubeletVersion: version })], 2),
  services: [],
  settings: {},
  namespaces: {},
  workloads,
  controlPlaneName: "galleon-master-",
  workerName: "galleon-worker-",
  nodeMarks: (cluster, { name, role }) => {
    const pool = role === "control-plane" ? "master" : "worker";
    const rendered = `rendered-${pool}-${cluster.seed.hex(32, cluster.name, pool, "machine-config")}`;
    return {
      labels: {
        "node.openshift.io/os_id": "rhel",
        [`node-role.kubernetes.io/${pool}`]: "",
        ...(role === "control-plane" ? { "node-role.kubernetes.io/control-plane": "" } : {}),
      },
      annotations: {
        "machineconfiguration.openshift.io/currentConfig": rendered,
        "machineconfiguration.openshift.io/desiredConfig": rendered,
        "machineconfiguration.openshift.io/state": "Done",
        "k8s.ovn.org/node-subnets": JSON.stringify({ default: ["10.128.0.0/23"] }),
        "k8s.ovn.org/host-cidrs": "[]",
        "machine.openshift.io/machine": `openshift-machine-api/${name}`,
      },
      providerID: null,
      osImage: "Red Hat Enterprise Linux CoreOS 9.6.20261013-0 (Plow)",
      kernelVersion: "5.14.0-570.49.1.el9_6.x86_64",
      containerRuntime: "cri-o://1.34.1-2.rhaos4.21.git7d4d8c1.el9",
      ...(role === "control-plane"
        ? { taints: [{ key: "node-role.kubernetes.io/master", effect: "NoSchedule" }] }
        : {}),
    };
  },
};

function workloads(cluster: ClusterState): WorkloadSpec[] {
  const image = (name: string) => `${tag}:${cluster.seed.hex(64, "openshift", name)}`;
  const one = (
    kind: WorkloadSpec["kind"],
    namespace: string,
    name: string,
    more: Partial<WorkloadSpec> = {},
  ): WorkloadSpec => ({
    kind,
    namespace,
    name,
    image: image(name),
    labels: { app: name },
    serviceAccount: name,
    createdAt: cluster.createdAt,
    ...(kind === "DaemonSet" ? { on: "all" } : {}),
    ...more,
  });
  const host = { hostNetwork: true, privileged: true, priorityClass: "system-node-critical" };
  return [
    one("DaemonSet", "openshift-ovn-kubernetes", "ovnkube-node", host),
    one("Deployment", "openshift-ovn-kubernetes", "ovnkube-control-plane", { on: "control-planes" }),
    one("DaemonSet", "openshift-multus", "multus", host),
    one("DaemonSet", "openshift-dns", "dns-default", {
      labels: { "dns.operator.openshift.io/daemonset-dns": "default" },
      ports: [{ name: "dns", containerPort: 5353, protocol: "UDP" }],
    }),
    one("DaemonSet", "openshift-machine-config-operator", "machine-config-daemon", {
      ...host,
      labels: { "k8s-app": "machine-config-daemon" },
    }),
    one("DaemonSet", "openshift-machine-config-operator", "machine-config-server", {
      labels: { "k8s-app": "machine-config-server" },
      on: "control-planes",
    }),
    one("Deployment", "openshift-cluster-machine-approver", "machine-approver", { on: "control-planes" }),
    one("Deployment", "openshift-monitoring", "metrics-server"),
    one("Deployment", "openshift-kube-apiserver-operator", "kube-apiserver-operator", { on: "control-planes" }),
  ];
}
