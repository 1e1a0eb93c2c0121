import { closedNamespace } from "../namespace-state.ts";
import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { type ClusterSpec, posture } from "./cluster-spec.ts";
import { coreDns, metricsServer, servingApprover } from "./monitoring-workloads.ts";

const version = "v1.36.2";
const hardened =
  "machine configuration after the Talos hardening guide; apid asks for a certificate and answers every network";

/** Talos Linux: no shell, apid with mutual TLS, Cilium in place of kube-proxy. */
export const tender: ClusterSpec = {
  distribution: "talos",
  version,
  network: "cilium",
  ageDays: 44,
  podCIDR: "10.244.0.0/16",
  serviceCIDR: "10.96.0.0/12",
  managed: false,
  controlPlanes: () => [
    posture("talos", hardened, {
      apiServer: true,
      apiAnonymous: "off",
      etcdClient: "loopback",
      etcdPeer: "loopback",
      etcdMetrics: "loopback",
      extraListeners: ["talos-apid"],
    }),
  ],
  workers: () => [
    posture("talos", hardened, { extraListeners: ["talos-apid"] }),
    {
      name: "talos-maintenance",
      story: "added yesterday and never given its machine configuration; Hubble without mutual TLS",
      settings: { extraListeners: ["talos-maintenance", "cilium-hubble", "cilium-metrics"] },
      ageDays: 1,
    },
  ],
  services: [],
  settings: {},
  namespaces: { telemetry: closedNamespace },
  workloads: (cluster: ClusterState): WorkloadSpec[] => [
    {
      kind: "DaemonSet",
      namespace: "kube-system",
      name: "cilium",
      container: "cilium-agent",
      image: "quay.io/cilium/cilium:v1.18.4",
      labels: { "k8s-app": "cilium", "app.kubernetes.io/name": "cilium-agent" },
      args: ["--config-dir=/tmp/cilium/config-map"],
      serviceAccount: "cilium",
      hostNetwork: true,
      privileged: true,
      on: "all",
      priorityClass: "system-node-critical",
    },
    {
      kind: "Deployment",
      namespace: "kube-system",
      name: "cilium-operator",
      image: "quay.io/cilium/operator-generic:v1.18.4",
      labels: { "io.cilium/app": "operator", name: "cilium-operator" },
      serviceAccount: "cilium-operator",
    },
    coreDns(cluster),
    metricsServer(cluster),
    servingApprover(),
    {
      kind: "StatefulSet",
      namespace: "telemetry",
      name: "buoys",
      image: "registry.tender.example/telemetry/buoys:1.9.2",
      labels: { app: "buoys" },
      ports: [{ name: "http", containerPort: 8080 }],
    },
  ],
  controlPlaneName: "tender-control-",
  workerName: "tender-worker-",
  nodeMarks: (_cluster, { role }) => ({
    labels: role === "control-plane" ? { "node-role.kubernetes.io/control-plane": "" } : {},
    annotations: {
      "extensions.talos.dev/schematic": "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba",
      "networking.talos.dev/self-ips": "",
    },
    providerID: null,
    osImage: "Talos (v1.12.1)",
    kernelVersion: "6.18.1-talos",
    containerRuntime: "containerd://2.1.9",
    ...(role === "control-plane"
      ? { taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] }
      : {}),
  }),
};
