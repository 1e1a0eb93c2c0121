import { closedNamespace } from "../namespace-state.ts";
import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { type ClusterSpec, posture, repeated } from "./cluster-spec.ts";
import { coreDns, metricsServer, prometheus } from "./monitoring-workloads.ts";

const version = "v1.35.4-eks-3fb1c2d";
const registry = "602401143452.dkr.ecr.eu-central-1.amazonaws.com";
const worker = posture("eks", "managed node group; kube-proxy as the add-on configures it", {
  kubeletVersion: version,
  kubeProxyMetricsEverywhere: true,
});
const typhaWorker = posture(
  "eks",
  "its security group lets every network to Calico's Typha, which asks nobody who he is",
  {
    ...worker.settings,
    extraListeners: ["typha"],
  },
);
const bgpWorker = posture("eks", "speaks BGP to a router of the office network, and to everybody else", {
  ...worker.settings,
  extraListeners: ["bgp"],
});

/** Like Amazon EKS, with Calico for policy: the add-on's kube-proxy, a shop with node ports nobody needs. */
export const lagoon: ClusterSpec = {
  distribution: "eks",
  version,
  network: "vpc-cni",
  ageDays: 210,
  podCIDR: "10.60.0.0/16",
  serviceCIDR: "172.20.0.0/16",
  managed: true,
  controlPlanes: () => [posture("eks", "managed control plane", { apiServer: true, apiAnonymous: "health-checks" })],
  workers: () => repeated([worker, typhaWorker, bgpWorker], 3),
  services: [
    {
      namespace: "web",
      name: "shop",
      port: 443,
      nodePort: 30_443,
      backend: "page-over-tls",
      title: "Lagoon",
      ageDays: 61,
      approved: "team-web: behind the load balancer, CHG-0815",
      owner: "helm",
      type: "LoadBalancer",
      externalTrafficPolicy: "Local",
      annotations: {
        "breakwater.dev/loadbalancer-approved": "team-web: the shop's entry, CHG-0815",
        "service.beta.kubernetes.io/aws-load-balancer-type": "external",
        "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type": "ip",
        "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
      },
    },
  ],
  settings: { prometheusNodesProxy: true },
  namespaces: { monitoring: { ...closedNamespace, needsApi: true }, web: closedNamespace },
  workloads,
  controlPlaneName: "lagoon-endpoint-",
  workerName: "lagoon-node-",
  nodeMarks: (cluster, { name }) => ({
    labels: {
      "eks.amazonaws.com/nodegroup": "lagoon-general",
      "eks.amazonaws.com/capacityType": "ON_DEMAND",
      "node.kubernetes.io/instance-type": "m7i.large",
      "topology.kubernetes.io/region": "eu-central-1",
      "topology.kubernetes.io/zone": "eu-central-1a",
    },
    annotations: {},
    providerID: `aws:///eu-central-1a/i-${cluster.seed.hex(17, name, "instance")}`,
    osImage: "Amazon Linux 2023.9.20261102",
    kernelVersion: "6.12.40-63.114.amzn2023.x86_64",
    containerRuntime: "containerd://2.1.9",
  }),
};

function workloads(cluster: ClusterState): WorkloadSpec[] {
  const node = {
    kind: "DaemonSet" as const,
    namespace: "kube-system",
    hostNetwork: true,
    privileged: true,
    on: "all" as const,
    priorityClass: "system-node-critical",
  };
  return [
    {
      ...node,
      name: "aws-node",
      image: `${registry}/amazon-k8s-cni:v1.20.4`,
      labels: { "k8s-app": "aws-node" },
      command: ["/app/aws-vpc-cni"],
      serviceAccount: "aws-node",
    },
    {
      ...node,
      name: "kube-proxy",
      image: `${registry}/eks/kube-proxy:v1.35.4-eksbuild.2`,
      labels: { "k8s-app": "kube-proxy" },
      command: ["kube-proxy", "--v=2", "--config=/var/lib/kube-proxy-config/config"],
      serviceAccount: "kube-proxy",
    },
    {
      ...node,
      namespace: "calico-system",
      name: "calico-node",
      image: "quay.io/calico/node:v3.31.2",
      labels: { "k8s-app": "calico-node" },
      serviceAccount: "calico-node",
    },
    coreDns(cluster, `${registry}/eks/coredns:v1.13.1-eksbuild.1`),
    metricsServer(cluster, `${registry}/eks/metrics-server:v0.8.0-eksbuild.5`),
    prometheus(),
  ];
}
