import type { VantageKind } from "../domain/vantage.ts";
import type { NodeSettings } from "./settings.ts";
import type { NodeState } from "./state.ts";

/** One thing that is wrong with a node: when it is, from where it counts, and what an engineer changes. */
export interface FaultRule {
  checkId: string;
  applies(settings: Readonly<NodeSettings>, node: NodeState): boolean;
  vantages(settings: Readonly<NodeSettings>): VantageKind[];
  port?(settings: Readonly<NodeSettings>): number;
  subject?: "CertificateSigningRequest";
  says: string;
  fix(settings: Readonly<NodeSettings>): Partial<NodeSettings>;
}

const outside: VantageKind[] = ["internet", "other-network"];
const notControlPlane: VantageKind[] = [...outside, "pod", "worker-node"];
const offNode: VantageKind[] = [...notControlPlane, "control-plane"];
const everywhere: VantageKind[] = [...offNode, "node-local"];
const always = (kinds: VantageKind[]) => () => kinds;

const etcdOpen = (settings: Readonly<NodeSettings>) => settings.etcdClient === "tls" || settings.etcdClient === "plain";
const hasKubelet = (settings: Readonly<NodeSettings>, node: NodeState) => settings.reachable && !node.hidden;

const kubeletRules: FaultRule[] = [
  {
    checkId: "kubelet-anonymous-exec",
    applies: (s) => s.anonymous && s.authorization === "AlwaysAllow",
    vantages: always(everywhere),
    port: () => 10_250,
    says: "the kubelet answers 200 to callers without credentials and would run their commands",
    fix: () => ({ anonymous: false, authorization: "Webhook", webhookAuthentication: true, clientCa: true }),
  },
  {
    checkId: "kubelet-anonymous-auth-enabled",
    applies: (s) => s.anonymous,
    vantages: always(everywhere),
    port: () => 10_250,
    says: "the kubelet takes callers without credentials for system:anonymous",
    fix: () => ({ anonymous: false }),
  },
  {
    checkId: "kubelet-readonly-port-open",
    applies: (s) => s.readOnlyPort,
    vantages: always(everywhere),
    port: () => 10_255,
    says: "10255 lists pods over plain HTTP",
    fix: () => ({ readOnlyPort: false }),
  },
  {
    checkId: "kubelet-api-exposed-untrusted-network",
    applies: (s) => !s.kubeletFirewalled,
    vantages: always(outside),
    port: () => 10_250,
    says: "no firewall between 10250 and other networks",
    fix: () => ({ kubeletFirewalled: true }),
  },
  {
    checkId: "kubelet-api-reachable-from-pod",
    applies: (s) => !s.kubeletFirewalled,
    vantages: always(["pod"]),
    port: () => 10_250,
    says: "no policy between pods and 10250",
    fix: () => ({ kubeletFirewalled: true }),
  },
  {
    checkId: "kubelet-healthz-nonlocal",
    applies: (s) => s.healthzEverywhere,
    vantages: always(everywhere),
    port: () => 10_248,
    says: "healthzBindAddress is 0.0.0.0",
    fix: () => ({ healthzEverywhere: false }),
  },
  {
    checkId: "kubelet-client-ca-missing",
    applies: (s) => !s.clientCa,
    vantages: always(everywhere),
    port: () => 10_250,
    says: "no clientCAFile, and no CertificateRequest in the handshake",
    fix: () => ({ clientCa: true }),
  },
  {
    checkId: "kubelet-serving-cert-self-signed",
    applies: (s) => s.servingCertificate === "self-signed",
    vantages: always(everywhere),
    port: () => 10_250,
    says: "the kubelet made its own certificate",
    fix: () => ({ servingCertificate: "issued" }),
  },
  {
    checkId: "kubelet-serving-cert-invalid",
    applies: (s) => s.servingCertificate === "expired",
    vantages: always(everywhere),
    port: () => 10_250,
    says: "the serving certificate has expired",
    fix: () => ({ servingCertificate: "issued" }),
  },
  {
    checkId: "kubelet-tls-weak",
    applies: (s) => s.tls === "weak",
    vantages: always(everywhere),
    port: () => 10_250,
    says: "TLS 1.0, TLS 1.1 and suites without forward secrecy are accepted",
    fix: () => ({ tls: "modern" }),
  },
  {
    checkId: "kubelet-version-port-cves",
    applies: (s) => s.readOnlyPort && s.kubeletVersion === "v1.32.1",
    vantages: always(everywhere),
    says: "v1.32.1 with 10255 open: CVE-2025-0426",
    fix: () => ({ kubeletVersion: "v1.36.2" }),
  },
  {
    checkId: "csr-kubelet-serving-pending",
    applies: (s) => s.servingCertificate === "pending",
    vantages: always(everywhere),
    subject: "CertificateSigningRequest",
    says: "the serving certificate request was never approved, so TLS on 10250 fails",
    fix: () => ({ servingCertificate: "issued" }),
  },
  {
    checkId: "kube-proxy-metrics-exposed",
    applies: (s) => s.kubeProxyMetricsEverywhere,
    vantages: always(offNode),
    port: () => 10_249,
    says: "kube-proxy's metricsBindAddress is 0.0.0.0:10249",
    fix: () => ({ kubeProxyMetricsEverywhere: false }),
  },
  {
    checkId: "nodeport-orphan-listener",
    applies: (s) => s.orphanPort > 0,
    vantages: always(everywhere),
    port: (s) => s.orphanPort,
    says: "a process listens in the NodePort range and no Service declares the port",
    fix: () => ({ orphanPort: 0 }),
  },
];

const etcdRules: FaultRule[] = [
  {
    checkId: "etcd-client-unauthenticated",
    applies: etcdOpen,
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd answers a range request without credentials",
    fix: () => ({ etcdClient: "mutual-tls" }),
  },
  {
    checkId: "etcd-v2-api-open",
    applies: (s) => s.etcdV2 && etcdOpen(s),
    vantages: always(everywhere),
    port: () => 2379,
    says: "the v2 key API answers",
    fix: () => ({ etcdV2: false }),
  },
  {
    checkId: "etcd-plaintext-client",
    applies: (s) => s.etcdClient === "plain",
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd's client port speaks plain HTTP",
    fix: () => ({ etcdClient: "mutual-tls" }),
  },
  {
    checkId: "etcd-client-cert-not-required",
    applies: (s) => s.etcdClient === "tls",
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd's TLS asks no client for a certificate",
    fix: () => ({ etcdClient: "mutual-tls" }),
  },
  {
    checkId: "etcd-client-port-reachable",
    applies: (s) => etcdOpen(s) || s.etcdClient === "mutual-tls",
    vantages: always(notControlPlane),
    port: () => 2379,
    says: "2379 can be reached from outside the control plane",
    fix: () => ({ etcdClient: "loopback" }),
  },
  {
    checkId: "etcd-peer-port-exposed",
    applies: (s) => s.etcdPeer === "mutual-tls" || s.etcdPeer === "open",
    vantages: (s) => (s.etcdPeer === "open" ? everywhere : notControlPlane),
    port: () => 2380,
    says: "2380 can be reached by machines that are no members",
    fix: () => ({ etcdPeer: "loopback" }),
  },
  {
    checkId: "etcd-metrics-exposed",
    applies: (s) => s.etcdMetrics === "node",
    vantages: always(everywhere),
    port: () => 2381,
    says: "the metrics listener is bound to every address",
    fix: () => ({ etcdMetrics: "loopback" }),
  },
  {
    // The client port serves /metrics as well, whether or not there is a listener of its own.
    checkId: "etcd-metrics-exposed",
    applies: etcdOpen,
    vantages: always(offNode),
    port: () => 2379,
    says: "the client port serves /metrics without credentials",
    fix: () => ({ etcdClient: "mutual-tls" }),
  },
];

const controlPlaneRules: FaultRule[] = [
  {
    checkId: "apiserver-insecure-port",
    applies: (s) => s.insecureApi,
    vantages: always(everywhere),
    port: () => 8080,
    says: "8080 serves the API over plain HTTP with an administrator's rights",
    fix: () => ({ insecureApi: false }),
  },
  {
    checkId: "apiserver-anonymous-resource-access",
    applies: (s) => s.apiServer && s.apiAnonymous === "on" && s.apiAbacForAnyone && !s.apiFirewalled,
    vantages: always(everywhere),
    port: () => 6443,
    says: "an ABAC policy file lets callers without credentials read every resource",
    fix: () => ({ apiAbacForAnyone: false }),
  },
  {
    checkId: "apiserver-anonymous-auth-unscoped",
    applies: (s) => s.apiServer && s.apiAnonymous === "on" && !s.apiFirewalled,
    vantages: always(everywhere),
    port: () => 6443,
    says: "anonymous access is on for every path",
    fix: () => ({ apiAnonymous: "probes-only" }),
  },
  {
    checkId: "apiserver-info-disclosure",
    applies: (s) => s.apiServer && (s.apiAnonymous === "on" || s.apiAnonymous === "health-checks") && !s.apiFirewalled,
    vantages: always(everywhere),
    port: () => 6443,
    says: "health details, and where anonymous access is on for every path also the version, are told to strangers",
    fix: () => ({ apiAnonymous: "probes-only" }),
  },
  {
    checkId: "apiserver-exposed-internet",
    applies: (s) => s.apiServer && !s.apiFirewalled,
    vantages: always(outside),
    port: () => 6443,
    says: "no firewall between 6443 and other networks",
    fix: () => ({ apiFirewalled: true }),
  },
  {
    checkId: "controller-manager-insecure-port",
    applies: (s) => s.controllerManagerLegacyPort,
    vantages: always(everywhere),
    port: () => 10_252,
    says: "an old controller-manager serves plain HTTP on 10252",
    fix: () => ({ controllerManagerLegacyPort: false }),
  },
  {
    checkId: "scheduler-insecure-port",
    applies: (s) => s.schedulerLegacyPort,
    vantages: always(everywhere),
    port: () => 10_251,
    says: "an old scheduler serves plain HTTP on 10251",
    fix: () => ({ schedulerLegacyPort: false }),
  },
];

const coverageRule: FaultRule = {
  checkId: "scan-coverage-gap",
  applies: (s) => !s.reachable,
  vantages: always(everywhere),
  says: "no packet reaches this node",
  fix: () => ({ reachable: true }),
};

/** Every rule that a node breaks with these settings. */
export function brokenRules(node: NodeState, settings: Readonly<NodeSettings>): FaultRule[] {
  if (!settings.reachable) return [coverageRule];
  const ofNode = hasKubelet(settings, node) ? [...kubeletRules, ...etcdRules] : [];
  return [...ofNode, ...controlPlaneRules].filter((rule) => rule.applies(settings, node));
}
