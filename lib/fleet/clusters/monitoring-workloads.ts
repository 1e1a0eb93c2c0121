import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";

/** metrics-server as its project ships it; `--kubelet-insecure-tls` is what the installation guides of labs add. */
export function metricsServer(cluster: ClusterState, image = "registry.k8s.io/metrics-server/metrics-server:v0.8.0") {
  return {
    kind: "Deployment",
    namespace: "kube-system",
    name: "metrics-server",
    image,
    labels: { "k8s-app": "metrics-server" },
    args: [
      "--cert-dir=/tmp",
      "--secure-port=10250",
      "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
      "--kubelet-use-node-status-port",
      "--metric-resolution=15s",
      ...(cluster.settings.insecureMetricsServer ? ["--kubelet-insecure-tls"] : []),
    ],
    serviceAccount: "metrics-server",
    ports: [{ name: "https", containerPort: 10_250 }],
    priorityClass: "system-cluster-critical",
  } satisfies WorkloadSpec;
}

export function coreDns(cluster: ClusterState, image = "registry.k8s.io/coredns/coredns:v1.13.1"): WorkloadSpec {
  return {
    kind: "Deployment",
    namespace: "kube-system",
    name: "coredns",
    image,
    labels: { "k8s-app": "kube-dns" },
    args: ["-conf", "/etc/coredns/Corefile"],
    serviceAccount: "coredns",
    ports: [
      { name: "dns", containerPort: 53, protocol: "UDP" },
      { name: "dns-tcp", containerPort: 53 },
      { name: "metrics", containerPort: 9153 },
    ],
    replicas: 2,
    priorityClass: "system-cluster-critical",
    createdAt: cluster.createdAt,
  };
}

/** Prometheus of the monitoring namespace; what it scrapes stands in its ConfigMap. */
export function prometheus(): WorkloadSpec {
  return {
    kind: "StatefulSet",
    namespace: "monitoring",
    name: "prometheus-server",
    image: "quay.io/prometheus/prometheus:v3.7.3",
    labels: { "app.kubernetes.io/name": "prometheus", "app.kubernetes.io/instance": "prometheus" },
    args: ["--config.file=/etc/config/prometheus.yml", "--storage.tsdb.retention.time=15d"],
    serviceAccount: "prometheus-server",
    ports: [{ name: "http", containerPort: 9090 }],
    own: {
      labels: { "app.kubernetes.io/managed-by": "Helm" },
      annotations: { "meta.helm.sh/release-name": "prometheus", "meta.helm.sh/release-namespace": "monitoring" },
    },
  };
}

/** What approves kubelets' serving requests where the platform does not. */
export function servingApprover(namespace = "kube-system"): WorkloadSpec {
  return {
    kind: "Deployment",
    namespace,
    name: "kubelet-csr-approver",
    image: "ghcr.io/postfinance/kubelet-csr-approver:v1.2.12",
    labels: { app: "kubelet-csr-approver" },
    args: ["-provider-regex", "^.*$", "-provider-ip-prefixes", "127.0.0.0/8", "-max-expiration-sec", "31622400"],
    serviceAccount: "kubelet-csr-approver",
    ports: [{ name: "metrics", containerPort: 8080 }],
    replicas: 1,
  };
}
