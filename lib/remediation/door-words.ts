import type { Impact } from "../domain/beside.ts";
import type { Door } from "../domain/workload.ts";
import { bindWords, fineGrainedReader, fineGrainedRole, metricsReader, metricsRole } from "./kubelet-readers.ts";

interface DoorWords {
  /** What may use it without leaving a trace in the cluster. */
  unseen: string[];
  replacements: Impact["replacements"];
}

const outside = "Scripts, agents and monitoring outside the cluster that call the port directly leave no trace in it.";

const secureKubelet = `scheme: https
authorization:
  credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
tls_config:
  ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt`;

const componentScrape = (port: number) => ({
  for: "Prometheus",
  text: `Scrape the component over HTTPS on ${port} with a ServiceAccount that may get the path /metrics (ClusterRole rule nonResourceURLs: ["/metrics"]), from the node network.`,
  code: secureKubelet,
});

/** What is known of each door: who walks through it unseen, and what to use instead. */
export const doorWords: Record<Door, DoorWords> = {
  "kubelet-api": {
    unseen: [
      outside,
      "kubectl logs, exec and port-forward come from the API server: its addresses have to stay allowed.",
    ],
    replacements: [
      {
        for: "agents on every node",
        text: "Let them ask their own node's kubelet on its own address: the node's local traffic stays open.",
      },
    ],
  },
  "kubelet-anonymous": {
    unseen: [
      outside,
      "The kubelet writes no access log at its default verbosity; kubelet_http_requests_total shows paths, not callers.",
    ],
    replacements: [
      {
        for: "scrapers and agents",
        text: `Give the caller a ServiceAccount with nodes/metrics (and nodes/stats, nodes/log, nodes/healthz as it needs) and let it send its token. ${bindWords(metricsReader)}`,
        code: metricsRole,
      },
    ],
  },
  "kubelet-read-only-port": {
    unseen: [outside, "Images that were built with 10255 inside show nothing in their arguments."],
    replacements: [
      {
        for: "Prometheus",
        text: "Scrape 10250 with the ServiceAccount's token; the role needs nodes/metrics.",
        code: secureKubelet,
      },
      {
        for: "metrics-server",
        text: "Remove --deprecated-kubelet-completely-insecure and --kubelet-port=10255; it then uses 10250.",
      },
      {
        for: "datadog-agent",
        text: "Unset DD_KUBERNETES_HTTP_KUBELET_PORT; the agent uses 10250 with its token.",
      },
    ],
  },
  "kubelet-insecure-tls": {
    unseen: [outside],
    replacements: [
      {
        for: "metrics-server",
        text: "Once kubelets have serving certificates of the cluster CA, replace --kubelet-insecure-tls by --kubelet-certificate-authority.",
        code: "--kubelet-certificate-authority=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
      },
      { for: "Prometheus", text: "Replace insecure_skip_verify by the CA file.", code: secureKubelet },
    ],
  },
  "kubelet-healthz": {
    unseen: ["Health checks of load balancers and of the cloud's instance groups are set up outside the cluster."],
    replacements: [
      {
        for: "health checks",
        text: "Ask https://NODE:10250/healthz with a token, or the Ready condition of the Node.",
      },
    ],
  },
  "kubelet-debug-handlers": {
    unseen: ["kubectl exec, logs, attach, cp and port-forward of people stop working where the debugging handlers go."],
    replacements: [
      {
        for: "profiling",
        text: "Switch the one handler off (enableProfilingHandler) and leave enableDebuggingHandlers on.",
      },
    ],
  },
  "etcd-client": {
    unseen: ["Backup jobs and etcdctl on other machines are set up outside the cluster."],
    replacements: [
      {
        for: "backups",
        text: "Run them on a member, or give them a client certificate of the etcd CA of their own.",
        code: "sudo etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt --key=/etc/kubernetes/pki/etcd/healthcheck-client.key snapshot save /var/backups/etcd.db",
      },
    ],
  },
  "etcd-metrics": {
    unseen: [outside],
    replacements: [
      {
        for: "Prometheus",
        text: "Scrape from a pod with hostNetwork on the member through 127.0.0.1:2381, or the client port with a client certificate.",
      },
    ],
  },
  "kube-proxy-metrics": {
    unseen: [outside],
    replacements: [
      {
        for: "Prometheus",
        text: "Scrape through kube-rbac-proxy on the node, or from a hostNetwork agent at 127.0.0.1:10249.",
      },
    ],
  },
  "controller-manager-metrics": { unseen: [outside], replacements: [componentScrape(10_257)] },
  "scheduler-metrics": { unseen: [outside], replacements: [componentScrape(10_259)] },
  "api-server-anonymous": {
    unseen: [
      "Load balancers and uptime monitors ask /livez or /readyz without credentials, and are set up outside the cluster.",
      "kubeadm join reads the ConfigMap cluster-info anonymously while a node joins.",
    ],
    replacements: [
      {
        for: "health checks",
        text: "Leave anonymous access on for the health paths alone (Kubernetes 1.32 and newer, an AuthenticationConfiguration).",
        code: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /readyz
    - path: /healthz`,
      },
    ],
  },
  "api-server-insecure-port": {
    unseen: [outside, "Components on the same node may use http://127.0.0.1:8080 by their own configuration files."],
    replacements: [
      { for: "local components", text: "Give each a kubeconfig with a certificate of its own and the secure port." },
    ],
  },
  "aggregated-api": {
    unseen: ["Clients that list an aggregated API get 503 while its backend cannot be reached."],
    replacements: [
      {
        for: "aggregated APIs",
        text: "Keep the path from the API server to the Service's pods open on its target port.",
      },
    ],
  },
  "nodes-proxy": {
    unseen: ["People and pipelines with a kubeconfig of their own leave no trace but in the audit log."],
    replacements: [
      {
        for: "metrics and statistics",
        text: `From Kubernetes 1.33 on grant the fine-grained subresources instead of nodes/proxy, those of them that are read. ${bindWords(fineGrainedReader)}`,
        code: fineGrainedRole,
      },
    ],
  },
  "service-node-port": {
    unseen: [
      "Load balancers, DNS records and clients outside that were given NODE:PORT by hand cannot be seen from here.",
    ],
    replacements: [
      {
        for: "clients outside",
        text: "Give them an Ingress, a Gateway or a load balancer with source ranges before the port goes.",
      },
    ],
  },
  "host-port": {
    unseen: ["Clients outside that were given NODE:PORT by hand cannot be seen from here."],
    replacements: [{ for: "clients", text: "Put a Service before the pods and let clients use its name." }],
  },
};
