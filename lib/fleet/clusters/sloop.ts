import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { type ClusterSpec, posture, repeated } from "./cluster-spec.ts";

const version = "v1.35.5-gke.1204000";
const worker = posture("gke", "Autopilot-like node pool on Container-Optimized OS with Dataplane V2", {
  kubeletVersion: version,
});

/** Like Google GKE with Dataplane V2: no kube-proxy, agents of the provider on every node. */
export const sloop: ClusterSpec = {
  distribution: "gke",
  version,
  network: "dataplane-v2",
  ageDays: 120,
  podCIDR: "10.72.0.0/16",
  serviceCIDR: "34.118.224.0/20",
  managed: true,
  controlPlanes: () => [posture("gke", "managed control plane", { apiServer: true, apiAnonymous: "probes-only" })],
  workers: () => repeated([worker], 2),
  services: [],
  settings: {},
  namespaces: {},
  workloads,
  controlPlaneName: "sloop-endpoint-",
  workerName: "gke-sloop-default-pool-",
  nodeMarks: (_cluster, { name }) => ({
    labels: {
      "cloud.google.com/gke-boot-disk": "pd-balanced",
      "cloud.google.com/gke-container-runtime": "containerd",
      "cloud.google.com/gke-nodepool": "default-pool",
      "cloud.google.com/gke-os-distribution": "cos",
      "cloud.google.com/machine-family": "e2",
      "node.kubernetes.io/instance-type": "e2-standard-4",
      "topology.kubernetes.io/region": "europe-west3",
      "topology.kubernetes.io/zone": "europe-west3-b",
    },
    annotations: { "container.googleapis.com/instance_id": "5938472019283746501" },
    providerID: `gce://harbor-supplies/europe-west3-b/${name}`,
    osImage: "Container-Optimized OS from Google",
    kernelVersion: "6.12.41+",
    containerRuntime: "containerd://2.1.4",
  }),
};

function workloads(cluster: ClusterState): WorkloadSpec[] {
  const registry = "gke.gcr.io";
  const agent = (name: string, image: string, labels: Record<string, string>, hostNetwork: boolean): WorkloadSpec => ({
    kind: "DaemonSet",
    namespace: "kube-system",
    name,
    image: `${registry}/${image}`,
    labels,
    serviceAccount: name,
    hostNetwork,
    on: "all",
    priorityClass: "system-node-critical",
  });
  const add = (name: string, image: string, labels: Record<string, string>): WorkloadSpec => ({
    kind: "Deployment",
    namespace: "kube-system",
    name,
    image: `${registry}/${image}`,
    labels,
    serviceAccount: name,
    createdAt: cluster.createdAt,
  });
  return [
    { ...agent("anetd", "cilium/cilium:v1.17.9-gke.44", { "k8s-app": "cilium" }, true), privileged: true },
    agent("gke-metrics-agent", "gke-metrics-agent:1.15.6-gke.2", { "k8s-app": "gke-metrics-agent" }, false),
    agent("fluentbit-gke", "fluent-bit:v1.8.1200-gke.20", { "k8s-app": "fluentbit-gke" }, false),
    agent(
      "gke-metadata-server",
      "gke-metadata-server:gke_metadata_server_1.0",
      { "k8s-app": "gke-metadata-server" },
      true,
    ),
    agent(
      "pdcsi-node",
      "gcp-compute-persistent-disk-csi-driver:v1.22.3-gke.0",
      { "k8s-app": "gcp-compute-persistent-disk-csi-driver" },
      true,
    ),
    add("konnectivity-agent", "proxy-agent:v0.33.0-gke.0", { "k8s-app": "konnectivity-agent" }),
    {
      ...add("kube-dns", "k8s-dns-kube-dns:1.24.4-gke.1", { "k8s-app": "kube-dns" }),
      ports: [{ name: "dns", containerPort: 10_053, protocol: "UDP" }],
    },
    add("metrics-server-v1.35.0", "metrics-server:v0.8.0-gke.4", { "k8s-app": "metrics-server" }),
  ];
}
