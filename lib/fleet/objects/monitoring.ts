import type { ClusterState } from "../state.ts";
import { type KubeObject, meta } from "./kube-object.ts";

/** prometheus.yml of the monitoring namespace, without anything secret in it. */
export function prometheusConfiguration({ settings }: ClusterState): string {
  const lines = [
    "global:",
    "  scrape_interval: 30s",
    "scrape_configs:",
    "- job_name: kubelet",
    "  scheme: https",
    "  authorization:",
    "    credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token",
    "  tls_config:",
    "    ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
    "  kubernetes_sd_configs:",
    "  - role: node",
  ];
  if (settings.readOnlyPortScrape) {
    lines.push(
      "- job_name: kubelet-cadvisor-readonly",
      "  scheme: http",
      "  metrics_path: /metrics/cadvisor",
      "  kubernetes_sd_configs:",
      "  - role: node",
      "  relabel_configs:",
      "  - source_labels: [__address__]",
      "    regex: '(.*):10250'",
      "    replacement: '$1:10255'",
      "    target_label: __address__",
    );
  }
  return `${lines.join("\n")}\n`;
}

/** True where the Prometheus Operator's kinds are served. */
export function hasPrometheusOperator(cluster: ClusterState): boolean {
  return cluster.name === "harbor" || cluster.distribution === "openshift";
}

/** The ServiceMonitor objects. */
export function serviceMonitorObjects(cluster: ClusterState): KubeObject[] {
  if (cluster.name !== "harbor") return [];
  const skips = cluster.settings.insecureServiceMonitor;
  return [
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: meta(cluster, "ServiceMonitor", "kubelet", {
        namespace: "monitoring",
        labels: { "app.kubernetes.io/name": "kubelet" },
      }),
      spec: {
        endpoints: [
          {
            port: "https-metrics",
            scheme: "https",
            interval: "30s",
            honorLabels: true,
            bearerTokenFile: "/var/run/secrets/kubernetes.io/serviceaccount/token",
            tlsConfig: skips
              ? { insecureSkipVerify: true }
              : { caFile: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt" },
          },
        ],
        jobLabel: "app.kubernetes.io/name",
        namespaceSelector: { matchNames: ["kube-system"] },
        selector: { matchLabels: { "app.kubernetes.io/name": "kubelet" } },
      },
    },
  ];
}

/** The PodMonitor objects. */
export function podMonitorObjects(cluster: ClusterState): KubeObject[] {
  if (cluster.name !== "harbor") return [];
  return [
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PodMonitor",
      metadata: meta(cluster, "PodMonitor", "storefront", { namespace: "web" }),
      spec: {
        podMetricsEndpoints: [{ port: "main", path: "/metrics" }],
        selector: { matchLabels: { app: "storefront" } },
      },
    },
  ];
}
