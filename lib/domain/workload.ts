import type { Protocol } from "./port-state.ts";

export interface ClusterNamespace {
  name: string;
  uid: string;
  /** pod-security.kubernetes.io/* among them. */
  labels: Record<string, string>;
  createdAt: string | null;
}

export interface ContainerPort {
  name: string | null;
  containerPort: number;
  hostPort: number | null;
  hostIP: string | null;
  protocol: Protocol;
}

export interface PodContainer {
  name: string;
  image: string;
  ports: readonly ContainerPort[];
}

/** The controller a pod belongs to; a ReplicaSet of a Deployment is given as that Deployment. */
export interface OwnerRef {
  kind: string;
  name: string;
}

/** A running pod, as far as exposure and policies need it. Labels and containers of twins are one shared object. */
export interface ClusterPod {
  uid: string;
  namespace: string;
  name: string;
  node: string | null;
  labels: Readonly<Record<string, string>>;
  podIPs: readonly string[];
  hostNetwork: boolean;
  serviceAccount: string;
  owner: OwnerRef | null;
  containers: readonly PodContainer[];
  createdAt: string | null;
}

/** A Deployment, DaemonSet or StatefulSet. */
export interface Workload {
  kind: "Deployment" | "DaemonSet" | "StatefulSet";
  uid: string;
  namespace: string;
  name: string;
  labels: Record<string, string>;
  /** Only annotations of breakwater.dev/, Helm, Argo and Flux. */
  annotations: Record<string, string>;
  managers: { name: string; at: string | null }[];
  serviceAccount: string;
  hostNetwork: boolean;
  images: string[];
  /** Command-line flags of network engines, metrics-server and approvers only; of others nothing is kept. */
  flags: Record<string, string>;
  createdAt: string | null;
}

/** One address behind a Service, from its EndpointSlices. */
export interface ServiceEndpoint {
  namespace: string;
  service: string;
  address: string;
  node: string | null;
  ready: boolean;
  ports: { name: string | null; port: number; protocol: Protocol }[];
  /** kind of targetRef ("Pod", "Node"), null where somebody wrote the address by hand. */
  targetKind: string | null;
  targetName: string | null;
}

/** A door of the cluster that other programs may be walking through. */
export const doors = [
  "kubelet-api",
  "kubelet-anonymous",
  "kubelet-read-only-port",
  "kubelet-insecure-tls",
  "kubelet-healthz",
  "kubelet-debug-handlers",
  "etcd-client",
  "etcd-metrics",
  "kube-proxy-metrics",
  "controller-manager-metrics",
  "scheduler-metrics",
  "api-server-anonymous",
  "api-server-insecure-port",
  "aggregated-api",
  "nodes-proxy",
  "service-node-port",
  "host-port",
] as const;
export type Door = (typeof doors)[number];

/** Something in the cluster that is known to use a door: a scrape configuration, an agent, an aggregated API. */
export interface Consumer {
  kind: string;
  namespace: string | null;
  name: string;
  uid: string;
  door: Door;
  /** "prometheus", "datadog-agent", "metrics-server"; null where only the text says it. */
  program: string | null;
  /** Where it stands, without values that could be secret: "--kubelet-insecure-tls", "prometheus.yml line 14: 10255". */
  where: string;
}

/** An aggregated API: what breaks when the API server can no longer reach or verify its backend. */
export interface ApiServiceRef {
  name: string;
  service: { namespace: string; name: string; port: number } | null;
  insecureSkipTLSVerify: boolean;
  available: boolean | null;
}
