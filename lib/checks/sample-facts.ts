import type { ClusterNode, KubeletConfiguration } from "../domain/inventory.ts";
import type { CertificateFacts, Exchange, KubeletFacts, Observation, TlsFacts } from "../domain/observation.ts";
import { defaultVantage, type Vantage, type VantageKind } from "../domain/vantage.ts";
import type { Workload } from "../domain/workload.ts";

export const at = "2026-11-21T08:00:00.000Z";
export const now = new Date(at);

export function vantageOf(kind: VantageKind): Vantage {
  return { name: `${kind} scanner`, kind };
}

export function node(name: string, address: string, changes: Partial<ClusterNode> = {}): ClusterNode {
  return {
    name,
    uid: `uid-${name}`,
    roles: ["worker"],
    addresses: [
      { type: "InternalIP", address },
      { type: "Hostname", address: name },
    ],
    kubeletVersion: "v1.36.2",
    kubeletPort: 10250,
    distribution: "kubeadm",
    osImage: "Debian GNU/Linux 12 (bookworm)",
    containerRuntime: "containerd://2.1.9",
    podCIDRs: ["10.244.1.0/24"],
    labels: {},
    ready: true,
    readySince: "2026-01-10T00:05:00.000Z",
    providerID: null,
    createdAt: "2026-01-10T00:00:00.000Z",
    ...changes,
  };
}

export function observation(node: string | null, port: number, changes: Partial<Observation> = {}): Observation {
  const address = node === null ? "192.0.2.1" : (addresses[node] ?? "192.0.2.99");
  const state = changes.state === undefined ? "closed" : changes.state;
  return {
    node,
    address,
    port,
    protocol: "TCP",
    service: null,
    vantage: defaultVantage,
    at,
    rttMs: 0.4,
    reason: reasons[state ?? "failed"] ?? null,
    ...changes,
    state,
  };
}

const reasons: Record<string, string | null> = {
  open: "syn-ack",
  closed: "conn-refused",
  filtered: "no-response",
  failed: null,
};

export function exchange(
  url: string,
  status: number | null,
  summary: string,
  changes: Partial<Exchange> = {},
): Exchange {
  return {
    method: "GET",
    url,
    status,
    contentType: "text/plain; charset=utf-8",
    bytes: summary.length,
    truncated: false,
    summary,
    headers: {},
    durationMs: 4,
    error: null,
    ...changes,
  };
}

/** A serving certificate as the cluster's CA issues it for a kubelet's CSR. */
export function certificate(name: string, address: string, changes: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: `O=system:nodes, CN=system:node:${name}`,
    issuer: "CN=kubernetes",
    serialNumber: "330DA262F8D12370",
    notBefore: "2026-06-21T07:54:10.000Z",
    notAfter: "2027-06-21T07:54:10.000Z",
    dnsNames: [name],
    ipAddresses: [address],
    key: "EC P-256",
    signatureAlgorithm: "sha256WithRSAEncryption",
    fingerprint256: "AB:CD",
    selfSigned: false,
    verified: true,
    verifyError: null,
    ...changes,
  };
}

export function tls(changes: Partial<TlsFacts> = {}): TlsFacts {
  return {
    handshake: "complete",
    alert: null,
    error: null,
    version: "TLSv1.3",
    cipher: "TLS_AES_128_GCM_SHA256",
    clientCertificate: "requested",
    clientCaNames: ["CN=kubernetes"],
    certificate: null,
    versions: { TLSv1: "refused", "TLSv1.1": "refused", "TLSv1.2": "accepted", "TLSv1.3": "accepted" },
    weakCiphers: [],
    ...changes,
  };
}

/** Facts of a handshake that a kubelet without a serving certificate ends with alert 80. */
export const servingPending: TlsFacts = tls({
  handshake: "failed",
  alert: 80,
  error: "tls-alert 80 internal_error",
  version: null,
  cipher: null,
  clientCertificate: "unknown",
  clientCaNames: [],
  versions: {},
});

export function kubelet(changes: Partial<KubeletFacts> = {}): KubeletFacts {
  return {
    endpoint: "api",
    access: "unauthorized",
    podCount: null,
    namespaces: [],
    privilegedPods: [],
    openPaths: [],
    authorizationProof: null,
    pprof: null,
    ...changes,
  };
}

/** /configz of a hardened kubelet, as recorded: zero values are absent. */
export const hardenedConfiguration: KubeletConfiguration = {
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true },
    x509: { clientCAFile: "/etc/kubernetes/pki/ca.crt" },
  },
  authorization: { mode: "Webhook" },
  port: 10250,
  healthzBindAddress: "127.0.0.1",
  healthzPort: 10248,
  tlsMinVersion: "VersionTLS12",
  serverTLSBootstrap: true,
  rotateCertificates: true,
  enableDebuggingHandlers: true,
};

/** What a cluster whose kubelets ask for serving certificates runs to approve them. */
export const csrApprover: Workload = {
  kind: "Deployment",
  uid: "uid-csr-approver",
  namespace: "kube-system",
  name: "kubelet-csr-approver",
  labels: {},
  annotations: {},
  managers: [],
  serviceAccount: "kubelet-csr-approver",
  hostNetwork: false,
  images: ["ghcr.io/postfinance/kubelet-csr-approver:v1.2.14"],
  flags: {},
  createdAt: "2026-01-10T00:00:00.000Z",
};

/** Addresses of the sample cluster's nodes. */
export const addresses: Record<string, string> = {
  "cp-1": "192.0.2.10",
  "worker-1": "192.0.2.21",
  "worker-2": "192.0.2.22",
};
