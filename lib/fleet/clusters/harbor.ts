import { closedNamespace, openNamespace } from "../namespace-state.ts";
import { type ClusterSpec, repeated } from "./cluster-spec.ts";
import { controlPlanePostures, workerPostures } from "./harbor-postures.ts";
import { harborServices } from "./harbor-services.ts";
import { harborWorkloads } from "./harbor-workloads.ts";

/** kubeadm, three years of good intentions: the main story. */
export const harbor: ClusterSpec = {
  distribution: "kubeadm",
  version: "v1.36.2",
  network: "flannel",
  ageDays: 640,
  podCIDR: "10.244.0.0/16",
  serviceCIDR: "10.96.0.0/12",
  managed: false,
  controlPlanes: (size) => repeated(controlPlanePostures, size.controlPlanes),
  workers: (size) => repeated(workerPostures, size.workers),
  services: harborServices,
  settings: {
    guardrail: false,
    policyEngine: false,
    hostPolicy: false,
    nodePortsOnAllAddresses: true,
    nodePortRange: "29500-32767",
    servingApprover: false,
    prometheusNodesProxy: true,
    ingressesForEveryone: true,
    execForDevelopers: true,
    approvalForBot: true,
    forgedServingRequest: true,
    readOnlyPortScrape: true,
    insecureServiceMonitor: true,
    insecureMetricsServer: true,
    hostPortCollector: true,
    hostNetworkCapture: true,
    systemPortAgent: true,
    ingressWebhook: true,
  },
  namespaces: {
    billing: closedNamespace,
    data: openNamespace,
    "ingress-nginx": openNamespace,
    mail: openNamespace,
    monitoring: { isolatesIngress: true, egress: "to-nodes", podSecurity: "baseline", needsApi: true },
    ops: { ...openNamespace, podSecurity: "privileged" },
    payments: openNamespace,
    web: { ...openNamespace, isolatesIngress: true, podSecurity: "baseline" },
  },
  workloads: harborWorkloads,
  controlPlaneName: "harbor-cp-",
  workerName: "harbor-worker-",
  nodeMarks: (_cluster, { role }) => ({
    labels:
      role === "control-plane"
        ? {
            "node-role.kubernetes.io/control-plane": "",
            "node.kubernetes.io/exclude-from-external-load-balancers": "",
          }
        : {},
    annotations: { "kubeadm.alpha.kubernetes.io/cri-socket": "unix:///run/containerd/containerd.sock" },
    providerID: null,
    osImage: "Debian GNU/Linux 12 (bookworm)",
    kernelVersion: "6.12.48+deb13-amd64",
    containerRuntime: "containerd://2.1.9",
    ...(role === "control-plane"
      ? { taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] }
      : {}),
  }),
};
