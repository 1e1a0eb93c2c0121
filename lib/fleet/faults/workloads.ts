import { forgedRequestName } from "../objects/signing-requests.ts";
import type { ClusterState } from "../state.ts";
import { type ClusterRule, everywhere } from "./fault-rule.ts";

const deployment = (namespace: string, name: string) => () => ({ kind: "Deployment" as const, namespace, name });

const publicNode = (cluster: ClusterState) => cluster.nodes.find((node) => node.external !== null);

/** What tenants and administrators run, and how they set the cluster's own programs up. */
export const workloadRules: ClusterRule[] = [
  {
    checkId: "hostport-unapproved",
    says: "a log relay takes port 24224 of its node",
    applies: (settings) => settings.hostPortCollector,
    subject: deployment("ops", "log-relay"),
    fix: { hostPortCollector: false },
  },
  {
    checkId: "hostport-unapproved",
    says: "an agent takes port 9345 of its node",
    applies: (settings) => settings.systemPortAgent,
    subject: deployment("ops", "edge-agent"),
    fix: { systemPortAgent: false },
  },
  {
    checkId: "hostport-collides-system-port",
    says: "an agent takes the port of RKE2's supervisor",
    applies: (settings) => settings.systemPortAgent,
    subject: deployment("ops", "edge-agent"),
    fix: { systemPortAgent: false },
  },
  {
    checkId: "hostnetwork-wide-listener",
    says: "a packet capture listens in its node's network",
    applies: (settings) => settings.hostNetworkCapture,
    subject: deployment("payments", "packet-capture"),
    fix: { hostNetworkCapture: false },
  },
  {
    checkId: "ingress-admission-webhook-exposed",
    says: "ingress-nginx 1.11.3 takes admission reviews from every pod",
    applies: (settings) => settings.ingressWebhook,
    subject: deployment("ingress-nginx", "ingress-nginx-controller"),
    fix: { ingressWebhook: false },
  },
  {
    checkId: "kube-proxy-nodeport-all-addresses",
    says: "NodePorts are open on public addresses too",
    applies: (settings, cluster) => settings.nodePortsOnAllAddresses && publicNode(cluster) !== undefined,
    subject: (cluster) => ({ kind: "Node", name: publicNode(cluster)?.name ?? "" }),
    fix: { nodePortsOnAllAddresses: false },
  },
  {
    checkId: "nodeport-range-nondefault",
    says: "NodePorts may be taken from 29500 on",
    applies: (settings) => settings.nodePortRange !== null,
    subject: ({ name }) => ({ kind: "Cluster", name }),
    fix: { nodePortRange: null },
  },
  {
    checkId: "csr-approver-missing",
    says: "serverTLSBootstrap is on and nothing approves the requests",
    applies: (settings) => !settings.servingApprover,
    subject: ({ name }) => ({ kind: "Cluster", name }),
    fix: { servingApprover: true },
  },
  {
    checkId: "csr-identity-mismatch",
    says: "a node's identity asks for the names of another node",
    applies: (settings) => settings.forgedServingRequest,
    subject: (cluster) => ({ kind: "CertificateSigningRequest", name: forgedRequestName(cluster) }),
    vantages: everywhere,
    fix: { forgedServingRequest: false },
  },
  {
    checkId: "csr-kubelet-serving-pending",
    says: "a request that nobody decided for hours",
    applies: (settings) => settings.forgedServingRequest,
    subject: (cluster) => ({ kind: "CertificateSigningRequest", name: forgedRequestName(cluster) }),
    fix: { forgedServingRequest: false },
  },
  {
    checkId: "monitoring-depends-on-readonly-port",
    says: "prometheus.yml has a job that scrapes 10255",
    applies: (settings) => settings.readOnlyPortScrape,
    subject: () => ({ kind: "ConfigMap", namespace: "monitoring", name: "prometheus-server" }),
    fix: { readOnlyPortScrape: false },
  },
  {
    checkId: "monitoring-skips-kubelet-tls",
    says: "the ServiceMonitor of the kubelets verifies no certificate",
    applies: (settings) => settings.insecureServiceMonitor,
    subject: () => ({ kind: "ServiceMonitor", namespace: "monitoring", name: "kubelet" }),
    fix: { insecureServiceMonitor: false },
  },
  {
    checkId: "monitoring-skips-kubelet-tls",
    says: "metrics-server runs with --kubelet-insecure-tls",
    applies: (settings) => settings.insecureMetricsServer,
    subject: deployment("kube-system", "metrics-server"),
    fix: { insecureMetricsServer: false },
  },
];
