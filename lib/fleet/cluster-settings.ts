/** What can be set for a whole cluster, beside what its nodes and Services say of themselves. */
export interface ClusterSettings {
  /** A ValidatingAdmissionPolicy refuses NodePorts, open load balancers, externalIPs and host ports of tenants. */
  guardrail: boolean;
  /** Something enforces NetworkPolicy. */
  policyEngine: boolean;
  /** A policy of the network engine that holds for the nodes themselves. */
  hostPolicy: boolean;
  /** kube-proxy's nodePortAddresses is null: NodePorts on every address of every node. */
  nodePortsOnAllAddresses: boolean;
  /** --service-node-port-range of the API servers; null leaves the default. */
  nodePortRange: string | null;
  /** A controller approves serving certificate requests. */
  servingApprover: boolean;
  /** The ServiceAccount of Prometheus holds nodes/proxy. */
  prometheusNodesProxy: boolean;
  /** system:authenticated may read every Ingress. */
  ingressesForEveryone: boolean;
  /** A group of developers may exec into every pod of the cluster. */
  execForDevelopers: boolean;
  /** A bot may approve every certificate request of every signer. */
  approvalForBot: boolean;
  /** A certificate request of a node's identity that asks for another node's names. */
  forgedServingRequest: boolean;
  /** Prometheus scrapes 10255. */
  readOnlyPortScrape: boolean;
  /** A ServiceMonitor of the kubelets skips verification. */
  insecureServiceMonitor: boolean;
  /** metrics-server runs with --kubelet-insecure-tls. */
  insecureMetricsServer: boolean;
  /** A log collector takes a host port on one worker. */
  hostPortCollector: boolean;
  /** A packet capture runs in the network of its node. */
  hostNetworkCapture: boolean;
  /** A tenant's agent takes a port of the system. */
  systemPortAgent: boolean;
  /** An old ingress-nginx with its admission webhook. */
  ingressWebhook: boolean;
}

export const hardenedCluster: ClusterSettings = {
  guardrail: true,
  policyEngine: true,
  hostPolicy: true,
  nodePortsOnAllAddresses: false,
  nodePortRange: null,
  servingApprover: true,
  prometheusNodesProxy: false,
  ingressesForEveryone: false,
  execForDevelopers: false,
  approvalForBot: false,
  forgedServingRequest: false,
  readOnlyPortScrape: false,
  insecureServiceMonitor: false,
  insecureMetricsServer: false,
  hostPortCollector: false,
  hostNetworkCapture: false,
  systemPortAgent: false,
  ingressWebhook: false,
};
