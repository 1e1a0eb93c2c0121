import { closedNamespace } from "../namespace-state.ts";
import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { type ClusterSpec, posture, repeated } from "./cluster-spec.ts";

const version = "v1.35.4";
const worker = posture("aks", "Ubuntu node image with Azure CNI powered by Cilium", { kubeletVersion: version });

/** Like Azure AKS with Azure CNI powered by Cilium. */
export const ketch: ClusterSpec = {
  distribution: "aks",
  version,
  network: "azure-cni",
  ageDays: 150,
  podCIDR: "10.84.0.0/16",
  serviceCIDR: "10.85.0.0/16",
  managed: true,
  controlPlanes: () => [posture("aks", "managed control plane", { apiServer: true, apiAnonymous: "off" })],
  workers: () => repeated([worker], 2),
  services: [],
  settings: {},
  namespaces: { orders: closedNamespace },
  workloads,
  controlPlaneName: "ketch-endpoint-",
  workerName: "aks-nodepool1-31415926-vmss00000",
  nodeMarks: (_cluster, { name }) => ({
    labels: {
      agentpool: "nodepool1",
      "kubernetes.azure.com/agentpool": "nodepool1",
      "kubernetes.azure.com/cluster": "MC_ketch_ketch_germanywestcentral",
      "kubernetes.azure.com/mode": "system",
      "kubernetes.azure.com/node-image-version": "AKSUbuntu-2404gen2containerd-202610.13.0",
      "kubernetes.azure.com/network-dataplane": "cilium",
      "kubernetes.azure.com/os-sku": "Ubuntu",
      "node.kubernetes.io/instance-type": "Standard_D4s_v5",
      "topology.kubernetes.io/region": "germanywestcentral",
    },
    annotations: {},
    providerID: `azure:///subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/mc_ketch_ketch_germanywestcentral/providers/Microsoft.Compute/virtualMachineScaleSets/aks-nodepool1-31415926-vmss/virtualMachines/${name.slice(-1)}`,
    osImage: "Ubuntu 24.04.3 LTS",
    kernelVersion: "6.8.0-1041-azure",
    containerRuntime: "containerd://2.1.4-1",
  }),
};

function workloads(cluster: ClusterState): WorkloadSpec[] {
  const registry = "mcr.microsoft.com/oss/v2/kubernetes";
  const agent = (name: string, image: string, hostNetwork: boolean): WorkloadSpec => ({
    kind: "DaemonSet",
    namespace: "kube-system",
    name,
    image,
    labels: { "k8s-app": name, "kubernetes.azure.com/managedby": "aks" },
    serviceAccount: name,
    hostNetwork,
    on: "all",
    priorityClass: "system-node-critical",
  });
  const add = (name: string, image: string, labels: Record<string, string>): WorkloadSpec => ({
    kind: "Deployment",
    namespace: "kube-system",
    name,
    image,
    labels: { ...labels, "kubernetes.azure.com/managedby": "aks" },
    serviceAccount: name,
    createdAt: cluster.createdAt,
  });
  return [
    { ...agent("cilium", "mcr.microsoft.com/containernetworking/cilium/cilium:v1.17.9", true), privileged: true },
    agent("azure-cns", "mcr.microsoft.com/containernetworking/azure-cns:v1.7.4", true),
    agent("cloud-node-manager", `${registry}/azure-cloud-node-manager:v1.35.1`, true),
    agent("csi-azuredisk-node", "mcr.microsoft.com/oss/v2/kubernetes-csi/azuredisk-csi:v1.34.1", true),
    add("cilium-operator", "mcr.microsoft.com/containernetworking/cilium/operator-generic:v1.17.9", {
      "io.cilium/app": "operator",
    }),
    {
      ...add("coredns", `${registry}/coredns:v1.13.1-1`, { "k8s-app": "kube-dns" }),
      replicas: 2,
      ports: [{ name: "dns", containerPort: 53, protocol: "UDP" }],
    },
    add("konnectivity-agent", `${registry}/apiserver-network-proxy/agent:v0.33.0`, { app: "konnectivity-agent" }),
    add("metrics-server", `${registry}/metrics-server:v0.8.0`, { "k8s-app": "metrics-server" }),
    {
      kind: "Deployment",
      namespace: "orders",
      name: "order-api",
      image: "ketch.azurecr.io/orders/order-api:7.1.0",
      labels: { app: "order-api" },
      ports: [{ name: "http", containerPort: 8080 }],
      replicas: 2,
    },
  ];
}
