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
}

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
  etcdVersion: "3.5.30",
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
};

export interface Posture {
  name: string;
  /** What happened to this node, for the manifest. */
  story: string;
  settings: Partial<NodeSettings>;
}

const hardenedControlPlane: Partial<NodeSettings> = {
  apiServer: true,
  apiAnonymous: "off",
  etcdClient: "loopback",
  etcdPeer: "loopback",
  etcdMetrics: "loopback",
};

/** By number of the control-plane node; further ones are like the first. */
export const controlPlanePostures: Posture[] = [
  {
    name: "hardened",
    story: "kubeadm by the book: anonymous access off, the host firewall keeps etcd between control planes",
    settings: hardenedControlPlane,
  },
  {
    name: "etcd-reachable",
    story: "etcd with client certificates, but no firewall in front of it; anonymous access only on /livez and /readyz",
    settings: {
      ...hardenedControlPlane,
      apiAnonymous: "probes-only",
      etcdClient: "mutual-tls",
      etcdPeer: "mutual-tls",
    },
  },
  {
    name: "drifted",
    story:
      "restored by hand after an outage: etcd without client certificates, old manifests, a kubectl proxy left running",
    settings: {
      ...hardenedControlPlane,
      apiAnonymous: "on",
      apiAbacForAnyone: true,
      insecureApi: true,
      etcdClient: "tls",
      etcdPeer: "open",
      etcdMetrics: "node",
      controllerManagerLegacyPort: true,
      schedulerLegacyPort: true,
      controllersEverywhere: true,
    },
  },
];

/** By number of the worker; further ones are like the first. */
export const workerPostures: Posture[] = [
  { name: "hardened", story: "kubeadm with reviewed kubelet configuration", settings: {} },
  { name: "hardened", story: "kubeadm with reviewed kubelet configuration", settings: {} },
  { name: "hardened", story: "kubeadm with reviewed kubelet configuration", settings: {} },
  {
    name: "insecure",
    story: "a kubelet opened for a debugging session and never closed: anonymous and AlwaysAllow",
    settings: {
      anonymous: true,
      authorization: "AlwaysAllow",
      webhookAuthentication: false,
      clientCa: false,
      servingCertificate: "self-signed",
    },
  },
  {
    name: "anonymous-with-webhook",
    story:
      "anonymous identities accepted and stopped by RBAC only; serving certificate expired; proxy metrics published",
    settings: { anonymous: true, servingCertificate: "expired", kubeProxyMetricsEverywhere: true },
  },
  {
    name: "flags-only",
    story: "an old machine whose kubelet is started by flags, with an etcd 3.3 of its own beside it",
    settings: {
      flagsOnly: true,
      kubeletVersion: "v1.32.1",
      anonymous: true,
      authorization: "AlwaysAllow",
      webhookAuthentication: false,
      clientCa: false,
      readOnlyPort: true,
      servingCertificate: "self-signed",
      etcdClient: "plain",
      etcdVersion: "3.3.27",
      etcdV2: true,
      etcdPeer: "loopback",
    },
  },
  {
    name: "drifted",
    story: "edited by hand over the years: read-only port, health port on every address, old TLS, a stray listener",
    settings: {
      readOnlyPort: true,
      healthzEverywhere: true,
      tls: "weak",
      servingCertificate: "self-signed",
      orphanPort: 31_999,
    },
  },
  { name: "unreachable", story: "its route is gone: no port of it can be reached", settings: { reachable: false } },
  {
    name: "serving-csr-pending",
    story: "serverTLSBootstrap is on and nobody approved its certificate request",
    settings: { servingCertificate: "pending" },
  },
];
