import type { PortState, Protocol } from "./port-state.ts";
import type { Vantage } from "./vantage.ts";

/** One request to a target and what came back, without secrets: bodies are summarised, never kept. */
export interface Exchange {
  /** PUT only for a metadata service's session token. */
  method: "GET" | "POST" | "HEAD" | "PUT";
  /** Full URL as it was asked. */
  url: string;
  /** HTTP status, or null when no answer was read. */
  status: number | null;
  contentType: string | null;
  /** Bytes of body read, and whether the limit cut it. */
  bytes: number;
  truncated: boolean;
  /** Names and counts of what came back ("PodList, 7 pods in 3 namespaces"), or the short text of a refusal. */
  summary: string;
  /** Value of Location, WWW-Authenticate and Server, where sent. */
  headers: Record<string, string>;
  durationMs: number;
  /** Why there is no status: "timeout", "reset", "tls-alert 116 certificate_required"… */
  error: string | null;
}

export interface CertificateFacts {
  subject: string;
  issuer: string;
  serialNumber: string;
  /** RFC 3339. */
  notBefore: string;
  notAfter: string;
  dnsNames: string[];
  ipAddresses: string[];
  /** e.g. "EC P-256", "RSA 2048". */
  key: string;
  signatureAlgorithm: string | null;
  fingerprint256: string;
  selfSigned: boolean;
  /** Against the cluster's CA bundle; null when no bundle is known. */
  verified: boolean | null;
  verifyError: string | null;
}

export const tlsVersions = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;
export type TlsVersion = (typeof tlsVersions)[number];

export interface TlsFacts {
  /** "complete", or "failed" with the alert (RFC 8446 number) or the socket's error. */
  handshake: "complete" | "failed";
  alert: number | null;
  error: string | null;
  version: TlsVersion | null;
  cipher: string | null;
  /** CertificateRequest seen in the handshake; "required" when going on without one was refused. */
  clientCertificate: "not-requested" | "requested" | "required" | "unknown";
  /** Distinguished names in the CertificateRequest, e.g. "CN=kubernetes". */
  clientCaNames: string[];
  certificate: CertificateFacts | null;
  /** Which versions were offered one by one, and what the server said. */
  versions: Partial<Record<TlsVersion, "accepted" | "refused" | "unknown">>;
  /** OpenSSL names of accepted TLS 1.2 suites without forward secrecy or AEAD. */
  weakCiphers: string[];
}

/** What a caller without credentials gets from a kubelet's authorised paths. */
export type KubeletAccess =
  | "open"
  | "forbidden-anonymous"
  | "unauthorized"
  | "authorization-error"
  | "debug-handlers-disabled"
  | "unknown";

export interface KubeletFacts {
  endpoint: "api" | "read-only" | "healthz";
  access: KubeletAccess;
  podCount: number | null;
  namespaces: string[];
  /** Names of pods that run privileged or in a host namespace. */
  privilegedPods: string[];
  /** Paths that answered 200. */
  openPaths: string[];
  /** Set only where the owner opted in: what a POST /run on names that cannot exist answered. */
  authorizationProof: "granted" | "denied" | "unknown" | null;
  pprof: boolean | null;
}

export interface EtcdFacts {
  endpoint: "client" | "peer" | "metrics";
  transport: "http" | "https";
  /** Without a client certificate. */
  access: "open" | "client-certificate-required" | "password-required" | "refused" | "unknown";
  version: string | null;
  /** Keys under /registry/ that a count-only range reported, null when not readable. */
  registryKeys: number | null;
  v2: "open" | "off" | "unknown";
  members: number | null;
  metrics: boolean | null;
  health: boolean | null;
  pprof: boolean | null;
}

export interface ApiServerFacts {
  transport: "http" | "https";
  /** Answer to /api without credentials. */
  anonymous: "disabled" | "authenticated" | "open" | "unknown";
  /** Answer to /livez: scoped anonymous access still answers here. */
  livez: "ok" | "refused" | "unknown";
  version: string | null;
  /** Resource collections listed without credentials, e.g. ["namespaces", "pods"]. */
  readable: string[];
  /** Information paths that answered 200, e.g. ["/version", "/metrics"]. */
  disclosed: string[];
  /** Rules beyond discovery that SelfSubjectRulesReview named for the anonymous user. */
  rules: string[];
}

export interface ComponentFacts {
  component: "kube-controller-manager" | "kube-scheduler" | "kube-proxy";
  /** Paths that answered 200 to a caller without credentials. */
  openPaths: string[];
  healthz: boolean | null;
  pprof: boolean | null;
  mode: string | null;
}

export interface HttpFacts {
  scheme: "http" | "https";
  status: number;
  server: string | null;
  title: string | null;
  /** 401, WWW-Authenticate, a login form or a redirect to one. */
  authentication: "none" | "required" | "redirect-to-https" | "unknown";
  location: string | null;
  bodyBytes: number;
  contentKind: "page" | "metrics" | "health" | "api" | "empty" | "other";
}

/** Names of products that are recognised by what they answer, beside Kubernetes' own components. */
export const products = [
  "docker-engine",
  "cri-streaming",
  "containerd-metrics",
  "crio-metrics",
  "prometheus-exporter",
  "k3s-supervisor",
  "rke2-supervisor",
  "spegel",
  "machine-config-server",
  "talos-apid",
  "talos-trustd",
  "microk8s-cluster-agent",
  "konnectivity",
  "kubectl-proxy",
  "cloud-metadata",
  "bgp",
  "calico-typha",
  "calico-felix",
  "cilium-health",
  "cilium-hubble",
  "cilium-agent",
  "weave",
  "vxlan",
  "cadvisor",
  "ingress-nginx-admission",
  "kubernetes-dashboard",
  "headlamp",
  "rancher",
  "argo-cd",
  "portainer",
  "grafana",
  "weave-scope",
  "ray",
  "jupyter",
  "kubeflow",
  "redis",
  "memcached",
  "mysql",
  "postgresql",
  "mongodb",
  "elasticsearch",
  "kafka",
  "rabbitmq",
  "dns",
  "snmp",
  "ntp",
  "ssh",
] as const;
export type Product = (typeof products)[number];

/** A product that was recognised, and what a caller without credentials got from it. */
export interface ProductFacts {
  product: Product;
  /** "open": it answered with more than a greeting or a login; "login": it asks who calls. */
  access: "open" | "login" | "client-certificate-required" | "refused" | "unknown";
  version: string | null;
  /** Paths or requests that were answered. */
  answered: string[];
  /** Names and counts of what came back, without secret values. */
  details: string[];
}

/** What a probe saw at one port from one vantage: raw, immutable, unjudged. */
export interface Observation {
  /** Node name, or null for an address that belongs to no node (a hidden control plane's endpoint). */
  node: string | null;
  address: string;
  port: number;
  protocol: Protocol;
  /** null when the probe broke; `problem` then says why. */
  state: PortState | null;
  /** Field name of what speaks there: "kubelet", "etcd", "kube-apiserver", "http", "https", "ssh"… */
  service: string | null;
  vantage: Vantage;
  /** RFC 3339 UTC. */
  at: string;
  rttMs: number | null;
  /** Why the state is what it is, as nmap's reason: "syn-ack", "conn-refused", "no-response", "host-unreach". */
  reason: string | null;
  problem?: string;
  exchanges?: Exchange[];
  tls?: TlsFacts;
  kubelet?: KubeletFacts;
  etcd?: EtcdFacts;
  apiServer?: ApiServerFacts;
  component?: ComponentFacts;
  http?: HttpFacts;
  product?: ProductFacts;
  /** "nmap 7.95", where another tool looked and its file was imported. */
  importedFrom?: string;
  /** First printable bytes a server sent unasked. */
  banner?: string;
}

/** A range of ports looked at, so that "not listed" can be told from "not looked at". */
export interface Sweep {
  node: string | null;
  address: string;
  protocol: Protocol;
  vantage: Vantage;
  at: string;
  /** e.g. "2379-2381,10250,30000-32767". */
  ports: string;
  open: number;
  closed: number;
  filtered: number;
  /** Ports whose probe broke: neither open nor closed. */
  failed: number;
  /** Random ports on which nothing can listen answered as well: what seemed open here counts as failed. */
  answersEverything?: true;
  /** Exactly which ports had which state, "30000-30011,30013"; open ones are observations and need not be here. */
  states?: Partial<Record<"closed" | "filtered" | "open|filtered" | "failed", string>>;
}
