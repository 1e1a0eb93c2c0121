import type { ClusterState } from "../state.ts";
import type { WorkloadSpec } from "../workload-spec.ts";
import { coreDns, metricsServer, prometheus, servingApprover } from "./monitoring-workloads.ts";

/** kubeadm's add-ons, what the administrators installed and what tenants left behind. */
export function harborWorkloads(cluster: ClusterState): WorkloadSpec[] {
  return [
    ...platform(cluster),
    ...tenants(),
    ...stories(cluster),
    ...(cluster.settings.servingApprover ? [servingApprover()] : []),
  ];
}

function platform(cluster: ClusterState): WorkloadSpec[] {
  const flannel = { image: "ghcr.io/flannel-io/flannel:v0.27.4", labels: { "k8s-app": "kube-flannel-ds" } };
  const canal = { image: "docker.io/calico/node:v3.31.2", labels: { "k8s-app": "canal" } };
  const engine = cluster.settings.policyEngine;
  return [
    {
      kind: "DaemonSet",
      namespace: "kube-system",
      name: "kube-proxy",
      image: `registry.k8s.io/kube-proxy:${cluster.version}`,
      labels: { "k8s-app": "kube-proxy" },
      command: [
        "/usr/local/bin/kube-proxy",
        "--config=/var/lib/kube-proxy/config.conf",
        "--hostname-override=$(NODE_NAME)",
      ],
      serviceAccount: "kube-proxy",
      hostNetwork: true,
      privileged: true,
      priorityClass: "system-node-critical",
      on: "all",
    },
    {
      kind: "DaemonSet",
      namespace: "kube-system",
      name: engine ? "canal" : "kube-flannel-ds",
      command: engine ? ["start_runit"] : ["/opt/bin/flanneld", "--ip-masq"],
      serviceAccount: engine ? "canal" : "flannel",
      hostNetwork: true,
      privileged: true,
      priorityClass: "system-node-critical",
      on: "all",
      ...(engine ? canal : flannel),
    },
    coreDns(cluster),
    metricsServer(cluster),
    prometheus(),
  ];
}

function tenants(): WorkloadSpec[] {
  return [
    {
      kind: "Deployment",
      namespace: "billing",
      name: "invoices",
      image: "registry.harbor.example/billing/invoices:4.2.1",
      labels: { app: "invoices" },
      ports: [{ name: "main", containerPort: 8443 }],
      replicas: 2,
    },
  ];
}

/** What a fault plants: present while it is not fixed. */
function stories({ settings }: ClusterState): WorkloadSpec[] {
  const found: WorkloadSpec[] = [];
  if (settings.hostPortCollector) {
    found.push({
      kind: "Deployment",
      namespace: "ops",
      name: "log-relay",
      image: "docker.io/fluent/fluent-bit:4.1.1",
      labels: { app: "log-relay" },
      ports: [{ name: "forward", containerPort: 24_224, hostPort: 24_224 }],
      on: [7],
    });
  }
  if (settings.hostNetworkCapture) {
    found.push({
      kind: "Deployment",
      namespace: "payments",
      name: "packet-capture",
      image: "registry.harbor.example/payments/packet-capture:0.3.0",
      labels: { app: "packet-capture" },
      ports: [{ name: "control", containerPort: 7777 }],
      hostNetwork: true,
      on: [7],
    });
  }
  if (settings.systemPortAgent) {
    found.push({
      kind: "Deployment",
      namespace: "ops",
      name: "edge-agent",
      image: "registry.harbor.example/ops/edge-agent:2.0.4",
      labels: { app: "edge-agent" },
      ports: [{ name: "peers", containerPort: 9345, hostPort: 9345 }],
      on: [5],
    });
  }
  found.push(ingressController(settings.ingressWebhook));
  return found;
}

function ingressController(webhook: boolean): WorkloadSpec {
  const labels = {
    "app.kubernetes.io/name": "ingress-nginx",
    "app.kubernetes.io/instance": "ingress-nginx",
    "app.kubernetes.io/component": "controller",
  };
  return {
    kind: "Deployment",
    namespace: "ingress-nginx",
    name: "ingress-nginx-controller",
    container: "controller",
    image: "registry.k8s.io/ingress-nginx/controller:v1.11.3",
    labels,
    args: [
      "/nginx-ingress-controller",
      "--election-id=ingress-nginx-leader",
      ...(webhook
        ? ["--validating-webhook=:8443", "--validating-webhook-certificate=/usr/local/certificates/cert"]
        : []),
    ],
    serviceAccount: "ingress-nginx",
    ports: [
      { name: "http", containerPort: 80 },
      { name: "https", containerPort: 443 },
      ...(webhook ? [{ name: "webhook", containerPort: 8443 }] : []),
    ],
    own: { labels },
  };
}
