import type { NodeSettings, Posture } from "../settings.ts";

const controlPlane: Partial<NodeSettings> = {
  apiServer: true,
  apiAnonymous: "off",
  etcdClient: "loopback",
  etcdPeer: "loopback",
  etcdMetrics: "loopback",
};

/** By number of the control-plane node; further ones are like the first. */
export const controlPlanePostures: Posture[] = [
  {
    name: "kubeadm-defaults",
    story:
      "kubeadm with anonymous access off and a host firewall that keeps etcd to its own machine; what kubeadm leaves open is open: profiling, no audit log, kubelet certificates taken as they come",
    settings: { ...controlPlane, kubeletAuthority: false, profilingOff: false, auditLog: false },
  },
  {
    name: "etcd-reachable",
    story:
      "etcd with client certificates, but no firewall in front of it, and its certificate was forgotten at the last renewal; the konnectivity server shows its metrics; anonymous access only on /livez and /readyz; its kubelet asks nobody what a caller may do, serves profiles and remembers logins for an hour",
    settings: {
      ...controlPlane,
      apiAnonymous: "probes-only",
      etcdClient: "mutual-tls",
      etcdPeer: "mutual-tls",
      etcdCertificateExpiring: true,
      extraListeners: ["konnectivity"],
      authorization: "AlwaysAllow",
      debugHandlers: true,
      longAuthenticationCache: true,
    },
  },
  {
    name: "drifted",
    story:
      "restored by hand after an outage on a machine with a public address: etcd without client certificates, the API server's flags copied from an old cluster, a kubectl proxy left running",
    settings: {
      ...controlPlane,
      externalAddress: true,
      apiAnonymous: "on",
      apiAbacForAnyone: true,
      insecureApi: true,
      etcdClient: "tls",
      etcdPeer: "open",
      etcdMetrics: "node",
      etcdVersion: "3.5.12",
      etcdAutoTls: true,
      etcdSharedAuthority: true,
      etcdAllInterfaces: true,
      controllerManagerLegacyPort: true,
      schedulerLegacyPort: true,
      controllersEverywhere: true,
      controllerMetricsForAnyone: true,
      schedulerMetricsForAnyone: true,
      servingRotationGateOff: true,
      nodeAuthorizer: false,
      kubeletClientCertificate: false,
      kubeletAuthority: false,
      nodeRestriction: false,
      etcdTls: false,
      staticTokens: true,
      apiTls: "weak",
      profilingOff: false,
      auditLog: false,
    },
  },
];

/** By number of the worker; further ones are like the first. */
export const workerPostures: Posture[] = [
  {
    name: "hardened",
    story:
      "took the place of a machine that was installed from an old image; kubeadm with reviewed kubelet configuration",
    settings: {},
    ageDays: 24,
  },
  { name: "hardened", story: "kubeadm with reviewed kubelet configuration", settings: {} },
  { name: "hardened", story: "kubeadm with reviewed kubelet configuration", settings: {} },
  {
    name: "insecure",
    story: "a kubelet opened for a debugging session and never closed: anonymous, AlwaysAllow, profiling, no timeouts",
    settings: {
      anonymous: true,
      authorization: "AlwaysAllow",
      webhookAuthentication: false,
      clientCa: false,
      servingCertificate: "self-signed",
      debugHandlers: true,
      endlessStreams: true,
      extraListeners: ["cadvisor"],
    },
  },
  {
    name: "anonymous-with-webhook",
    story:
      "anonymous identities accepted and stopped by RBAC only; decisions kept for an hour; serving certificate expired; proxy and node metrics published",
    settings: {
      anonymous: true,
      servingCertificate: "expired",
      kubeProxyMetricsEverywhere: true,
      longAuthenticationCache: true,
      extraListeners: ["node-exporter"],
    },
  },
  {
    name: "flags-only",
    story:
      "an old machine whose kubelet is started by flags, with an etcd 3.3 of its own, a Docker socket on the network and a MicroK8s somebody tried",
    settings: {
      flagsOnly: true,
      kubeletVersion: "v1.32.1",
      anonymous: true,
      authorization: "AlwaysAllow",
      webhookAuthentication: false,
      clientCa: false,
      readOnlyPort: true,
      servingCertificate: "self-signed",
      debugHandlers: true,
      rotateCertificates: false,
      etcdClient: "plain",
      etcdVersion: "3.3.27",
      etcdV2: true,
      etcdPeer: "loopback",
      extraListeners: ["docker", "microk8s-agent"],
    },
  },
  {
    name: "drifted",
    story:
      "edited by hand over the years: read-only port, health port on every address, old TLS, a forgotten kubectl proxy and a stray listener",
    settings: {
      readOnlyPort: true,
      healthzEverywhere: true,
      tls: "weak",
      servingCertificate: "self-signed",
      rotateCertificates: false,
      debugHandlers: true,
      orphanPort: 31_999,
      overlayOpen: true,
      extraListeners: ["kubectl-proxy", "weave", "stray-files"],
    },
  },
  { name: "unreachable", story: "its route is gone: no port of it can be reached", settings: { reachable: false } },
  {
    name: "serving-csr-pending",
    story: "serverTLSBootstrap is on and nobody approved its certificate request",
    settings: { servingCertificate: "pending" },
  },
  {
    name: "authorizer-failing",
    story: "a firewall rule cut its kubelet off from the API server: no status since, and a 500 to whoever it knows",
    settings: { authorizerFailing: true },
  },
  {
    name: "broken-by-change",
    story:
      "its kubelet was moved to another port an hour ago, lost rotation and timeouts on the way, and has not become Ready since",
    settings: { kubeletPort: 10_350, ready: false, rotateCertificates: false, endlessStreams: true },
  },
];
