import type { Admission, ClusterPolicies } from "./cluster-policy.ts";
import type { Distribution } from "./distribution.ts";
import type { NodeReport } from "./node-report.ts";
import type { Protocol } from "./port-state.ts";
import type { Rbac } from "./rbac.ts";
import type { SettingSource } from "./setting.ts";
import type { ApiServiceRef, ClusterNamespace, ClusterPod, Consumer, ServiceEndpoint, Workload } from "./workload.ts";

export interface NodeAddress {
  type: "InternalIP" | "ExternalIP" | "Hostname" | "InternalDNS" | "ExternalDNS";
  address: string;
}

export interface ClusterNode {
  name: string;
  /** metadata.uid; `host:<address>` for a host of an inventory file. */
  uid: string;
  roles: string[];
  addresses: NodeAddress[];
  kubeletVersion: string | null;
  /** status.daemonEndpoints.kubeletEndpoint.Port; 10250 when the node says nothing. */
  kubeletPort: number;
  distribution: Distribution;
  osImage: string | null;
  containerRuntime: string | null;
  podCIDRs: string[];
  labels: Record<string, string>;
  ready: boolean | null;
  /** lastTransitionTime of the Ready condition, RFC 3339. */
  readySince: string | null;
  /** "aws:///eu-central-1a/i-0abc"; null outside a cloud. */
  providerID: string | null;
  createdAt: string | null;
}

export interface ServicePort {
  name: string | null;
  port: number;
  targetPort: string;
  nodePort: number | null;
  protocol: Protocol;
}

export interface ClusterService {
  uid: string;
  namespace: string;
  name: string;
  type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
  ports: ServicePort[];
  healthCheckNodePort: number | null;
  /** spec.externalIPs, and the addresses of its load balancer. */
  externalIPs: string[];
  /** spec.externalIPs alone. */
  declaredExternalIPs: string[];
  externalTrafficPolicy: "Cluster" | "Local" | null;
  /** Of type LoadBalancer, else null. */
  loadBalancer: {
    class: string | null;
    sourceRanges: string[];
    ingress: string[];
    allocateNodePorts: boolean;
  } | null;
  selector: Record<string, string>;
  labels: Record<string, string>;
  /** Only annotations of breakwater.dev/, Helm, Argo, Flux and cloud load balancers; the rest is not kept. */
  annotations: Record<string, string>;
  /** Field managers that wrote it, newest last. */
  managers: { name: string; at: string | null }[];
  /** Ready endpoints, null when endpointslices could not be read. */
  readyEndpoints: number | null;
  createdAt: string | null;
}

/** A port that a pod takes on its node, by hostPort or hostNetwork. */
export interface HostPort {
  namespace: string;
  pod: string;
  podUid: string;
  node: string;
  port: number;
  protocol: Protocol;
  via: "hostPort" | "hostNetwork";
  hostIP: string | null;
  container: string;
}

/** A control-plane component that runs as a static pod, with the flags of its command line. */
export interface StaticPod {
  node: string;
  namespace: string;
  name: string;
  component: "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "etcd" | "kube-proxy" | "other";
  /** "--anonymous-auth" → "false"; a flag without value is "true". Values of secret-bearing flags are not kept. */
  flags: Record<string, string>;
  image: string | null;
}

/** KubeletConfiguration fields that checks read; zero values are absent, as /configz omits them. */
export interface KubeletConfiguration {
  authentication?: {
    anonymous?: { enabled?: boolean };
    webhook?: { enabled?: boolean; cacheTTL?: string };
    x509?: { clientCAFile?: string };
  };
  authorization?: {
    mode?: string;
    webhook?: { cacheAuthorizedTTL?: string; cacheUnauthorizedTTL?: string };
  };
  address?: string;
  port?: number;
  readOnlyPort?: number;
  healthzBindAddress?: string;
  healthzPort?: number;
  tlsMinVersion?: string;
  tlsCipherSuites?: string[];
  tlsCertFile?: string;
  tlsPrivateKeyFile?: string;
  serverTLSBootstrap?: boolean;
  rotateCertificates?: boolean;
  enableDebuggingHandlers?: boolean;
  enableProfilingHandler?: boolean;
  enableDebugFlagsHandler?: boolean;
  enableSystemLogHandler?: boolean;
  enableSystemLogQuery?: boolean;
  streamingConnectionIdleTimeout?: string;
}

export type KubeletConfigSource = "kubelet-configz" | "api-proxy-configz";

export type KubeletConfigAnswer =
  | {
      status: "read";
      source: KubeletConfigSource;
      at: string;
      config: KubeletConfiguration;
      /** It told anybody, over a connection whose certificate did not verify: another could have answered. */
      unverified?: true;
    }
  | {
      status: "unknown";
      reason: string;
      need: string | null;
      /** Its serving certificate does not verify: what stands in the way is no permission. */
      certificate?: true;
    };

export interface CertificateSigningRequest {
  uid: string;
  name: string;
  signerName: string;
  username: string;
  /** Node named by CN=system:node:NAME in the request's user, where it is one. */
  node: string | null;
  state: "Pending" | "Approved" | "Denied" | "Failed";
  createdAt: string;
  /** RFC 3339; null while nobody decided. */
  decidedAt: string | null;
  /** What the PKCS#10 request asks for; null where it could not be read. */
  request: {
    commonName: string | null;
    organizations: string[];
    dnsNames: string[];
    ipAddresses: string[];
  } | null;
  usages: string[];
  expirationSeconds: number | null;
  /** True once the signer has issued the certificate. */
  issued: boolean;
}

/** kube-proxy's ConfigMap, as far as checks read it. */
export interface KubeProxyConfig {
  metricsBindAddress: string | null;
  nodePortAddresses: string[];
  mode: string | null;
}

/** A subject of a binding to system:anonymous or system:unauthenticated, or another group everyone is in. */
export interface AnonymousBinding {
  binding: string;
  namespace: string | null;
  subject: string;
  role: string;
}

/** Something that discovery was not allowed to see or could not reach, and which checks lose by it. */
export interface LostNeed {
  /** e.g. "list services", "get nodes/configz". */
  need: string;
  why: string;
  /** The rule that would grant it, as a ClusterRole rule in YAML; null where no permission is the cause. */
  grant: string | null;
}

/** What discovery found. A list that could not be read is null, never empty. */
export interface Inventory {
  cluster: {
    name: string;
    /** UID of the kube-system namespace; null when it could not be read. */
    uid: string | null;
    version: string | null;
    distribution: Distribution;
    source: "kubeconfig" | "in-cluster" | "inventory";
    /** https://host:port of the API server, null for an inventory file. */
    endpoint: string | null;
    /** PEM bundle that kubelet and API-server certificates are verified against. */
    caBundle: string | null;
    podCIDRs: string[];
    serviceCIDR: string | null;
    /** --service-node-port-range, 30000-32767 unless the API server says otherwise. */
    nodePortRange: [number, number];
  };
  at: string;
  nodes: ClusterNode[];
  services: ClusterService[] | null;
  hostPorts: HostPort[] | null;
  staticPods: StaticPod[] | null;
  /** By node name. */
  kubeletConfigs: Record<string, KubeletConfigAnswer>;
  certificateSigningRequests: CertificateSigningRequest[] | null;
  kubeProxy: KubeProxyConfig | null;
  anonymousBindings: AnonymousBinding[] | null;
  namespaces: ClusterNamespace[] | null;
  pods: ClusterPod[] | null;
  workloads: Workload[] | null;
  endpoints: ServiceEndpoint[] | null;
  networkPolicies: ClusterPolicies | null;
  rbac: Rbac | null;
  admission: Admission | null;
  apiServices: ApiServiceRef[] | null;
  /** Programs seen to use a door, from scrape configurations, arguments and aggregated APIs. */
  consumers: Consumer[] | null;
  /** Everything but /configz and the wire that says how a component is set up. */
  settingSources: SettingSource[];
  /** Uploaded views of the nodes themselves, newest of each node. */
  nodeReports: NodeReport[];
  lost: LostNeed[];
}

/** The address probes use first: InternalIP, else ExternalIP, else the first there is. */
export function primaryAddress(node: ClusterNode): string | undefined {
  const by = (type: NodeAddress["type"]) => node.addresses.find((address) => address.type === type)?.address;
  return by("InternalIP") ?? by("ExternalIP") ?? node.addresses[0]?.address;
}

/** Every IP of a node, InternalIP first, without doubles. */
export function nodeAddresses(node: ClusterNode): string[] {
  const ips = node.addresses.filter((address) => address.type === "InternalIP" || address.type === "ExternalIP");
  return [...new Set(ips.map((address) => address.address))];
}

/** The zone that a node says it stands in; null where it says none, or what is no value of a label. */
export function zoneOf({ labels }: Pick<ClusterNode, "labels">): string | null {
  const zone = labels["topology.kubernetes.io/zone"] ?? "";
  return /^[\w.-]{1,63}$/.test(zone) ? zone : null;
}

/** A node of the control plane, by its role labels. */
export function isControlPlane(node: ClusterNode): boolean {
  return node.roles.some((role) => role === "control-plane" || role === "master" || role === "etcd");
}
