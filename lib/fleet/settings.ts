/** What can be set on one node: every listener, every answer and every API field of the fleet follows from it. */
export interface NodeSettings {
  /** False: the node object carries an address that no packet reaches, and its Ready condition is Unknown. */
  reachable: boolean;
  kubeletVersion: string;
  anonymous: boolean;
  authorization: "Webhook" | "AlwaysAllow";
  /** Bearer tokens are checked by TokenReview. */
  webhookAuthentication: boolean;
  clientCa: boolean;
  readOnlyPort: boolean;
  healthzEverywhere: boolean;
  tls: "modern" | "weak";
  servingCertificate: "issued" | "self-signed" | "expired" | "pending";
  /** Started by flags alone, without --config. */
  flagsOnly: boolean;
  /** The host firewall lets only the control plane to 10250: it answers on the node's own loopback alone. */
  kubeletFirewalled: boolean;
  kubeProxyMetricsEverywhere: boolean;
  etcdClient: "none" | "loopback" | "mutual-tls" | "tls" | "plain";
  etcdVersion: string;
  etcdV2: boolean;
  etcdPeer: "none" | "loopback" | "mutual-tls" | "open";
  etcdMetrics: "none" | "loopback" | "node";
  apiServer: boolean;
  apiAnonymous: "off" | "health-checks" | "probes-only" | "on";
  /** An ABAC policy file gives every caller without credentials read access. */
  apiAbacForAnyone: boolean;
  /** The firewall lets only the control plane and a bastion to 6443. */
  apiFirewalled: boolean;
  /** A `kubectl proxy` with an administrator's kubeconfig left running on 8080. */
  insecureApi: boolean;
  controllerManagerLegacyPort: boolean;
  schedulerLegacyPort: boolean;
  /** --bind-address=0.0.0.0 of controller-manager and scheduler; loopback otherwise. */
  controllersEverywhere: boolean;
  /** Port of a process in the NodePort range that no Service declares; 0 is none. */
  orphanPort: number;
  /** RKE2 supervisor on 9345. */
  supervisor: boolean;
  /** An address of another network beside the internal one; every server on 0.0.0.0 answers there too. */
  externalAddress: boolean;
  /** No firewall keeps other networks from the overlay's VXLAN port. */
  overlayOpen: boolean;
  /** kube-proxy's health port on every address, where load balancers ask for it. */
  proxyHealthEverywhere: boolean;
  kubeletPort: number;
  /** authentication.webhook.cacheTTL of an hour. */
  longAuthenticationCache: boolean;
  rotateCertificates: boolean;
  /** enableProfilingHandler, enableDebugFlagsHandler and enableSystemLogHandler, all true by default. */
  debugHandlers: boolean;
  /** streamingConnectionIdleTimeout of 0s. */
  endlessStreams: boolean;
  /** The kubelet gets no answer to its SubjectAccessReviews: 500 to everybody it could identify. */
  authorizerFailing: boolean;
  /** False: the Ready condition is False since an hour ago, when the kubelet refused its new configuration. */
  ready: boolean;
  /** --authorization-mode names Node. */
  nodeAuthorizer: boolean;
  /** --kubelet-client-certificate and its key. */
  kubeletClientCertificate: boolean;
  /** --kubelet-certificate-authority: the API server verifies whom it talks to. */
  kubeletAuthority: boolean;
  nodeRestriction: boolean;
  /** --etcd-cafile, --etcd-certfile and --etcd-keyfile. */
  etcdTls: boolean;
  /** --token-auth-file. */
  staticTokens: boolean;
  apiTls: "modern" | "weak";
  /** --profiling=false on API server, controller-manager and scheduler. */
  profilingOff: boolean;
  auditLog: boolean;
  /** --auto-tls and --peer-auto-tls. */
  etcdAutoTls: boolean;
  /** etcd trusts the cluster's own authority. */
  etcdSharedAuthority: boolean;
  /** --listen-client-urls and --listen-peer-urls name 0.0.0.0. */
  etcdAllInterfaces: boolean;
  /** etcd's serving certificate ends within two weeks. */
  etcdCertificateExpiring: boolean;
  /** --authorization-always-allow-paths of controller-manager and scheduler holds /metrics. */
  controllerMetricsForAnyone: boolean;
  schedulerMetricsForAnyone: boolean;
  /** --feature-gates=RotateKubeletServerCertificate=false of the controller-manager. */
  servingRotationGateOff: boolean;
  /** Programs that listen beside Kubernetes' own, by name; see servers/extra-listeners. */
  extraListeners: readonly ExtraListener[];
}

/** Programs with a port of their own on a node. */
export const extraListenerNames = [
  "cadvisor",
  "docker",
  "node-exporter",
  "kubectl-proxy",
  "typha",
  "bgp",
  "cilium-hubble",
  "cilium-metrics",
  "weave",
  "konnectivity",
  "microk8s-agent",
  "talos-apid",
  "talos-maintenance",
  "machine-config",
  "stray-files",
] as const;
export type ExtraListener = (typeof extraListenerNames)[number];

/** A node with nothing wrong: kubelet by configuration file, tokens and certificates checked, loopback where it can be. */
export const hardened: NodeSettings = {
  reachable: true,
  kubeletVersion: "v1.36.2",
  anonymous: false,
  authorization: "Webhook",
  webhookAuthentication: true,
  clientCa: true,
  readOnlyPort: false,
  healthzEverywhere: false,
  tls: "modern",
  servingCertificate: "issued",
  flagsOnly: false,
  kubeletFirewalled: false,
  kubeProxyMetricsEverywhere: false,
  etcdClient: "none",
  etcdVersion: "3.5.33",
  etcdV2: false,
  etcdPeer: "none",
  etcdMetrics: "none",
  apiServer: false,
  apiAnonymous: "off",
  apiAbacForAnyone: false,
  apiFirewalled: false,
  insecureApi: false,
  controllerManagerLegacyPort: false,
  schedulerLegacyPort: false,
  controllersEverywhere: false,
  orphanPort: 0,
  supervisor: false,
  externalAddress: false,
  overlayOpen: false,
  proxyHealthEverywhere: true,
  kubeletPort: 10_250,
  longAuthenticationCache: false,
  rotateCertificates: true,
  debugHandlers: false,
  endlessStreams: false,
  authorizerFailing: false,
  ready: true,
  nodeAuthorizer: true,
  kubeletClientCertificate: true,
  kubeletAuthority: true,
  nodeRestriction: true,
  etcdTls: true,
  staticTokens: false,
  apiTls: "modern",
  profilingOff: true,
  auditLog: true,
  etcdAutoTls: false,
  etcdSharedAuthority: false,
  etcdAllInterfaces: false,
  etcdCertificateExpiring: false,
  controllerMetricsForAnyone: false,
  schedulerMetricsForAnyone: false,
  servingRotationGateOff: false,
  extraListeners: [],
};

export interface Posture {
  name: string;
  /** What happened to this node, for the manifest. */
  story: string;
  settings: Partial<NodeSettings>;
  /** Days since it joined; with the cluster where absent. */
  ageDays?: number;
}
