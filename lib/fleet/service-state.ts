/** How the server behind a NodePort behaves. */
export type Backend =
  | "page"
  | "page-over-tls"
  | "login"
  | "redirect-to-https"
  | "smtp"
  | "redis"
  | "dns"
  | "dashboard"
  | "none";

/** What a fix of a Service changes. */
export interface ServiceSettings {
  type: "NodePort" | "LoadBalancer" | "ClusterIP";
  backend: Backend;
  /** Value of breakwater.dev/nodeport-approved. */
  approved: string | null;
  deleted: boolean;
  externalTrafficPolicy: "Cluster" | "Local";
  /** spec.externalIPs. */
  externalIPs: readonly string[];
  /** spec.loadBalancerSourceRanges. */
  sourceRanges: readonly string[];
  /** spec.allocateLoadBalancerNodePorts of a load balancer. */
  allocateNodePorts: boolean;
}

/** One Service of a tenant with what answers behind it. */
export interface ServiceState extends ServiceSettings {
  namespace: string;
  name: string;
  uid: string;
  port: number;
  protocol: "TCP" | "UDP";
  /** 0 where it never had one. */
  nodePort: number;
  title: string;
  createdAt: Date;
  owner: "helm" | "argo" | "kubectl-expose";
  annotations: Record<string, string>;
  /** Image behind it; the tenant's own when not given. */
  image: string | null;
  /** A policy admits its callers by this CIDR. */
  callers: string | null;
  /** No selector: somebody wrote the endpoints by hand. */
  endpointsOnNode: boolean;
  initial: Readonly<ServiceSettings>;
}

type Optional = "type" | "externalTrafficPolicy" | "externalIPs" | "sourceRanges" | "allocateNodePorts";

export interface ServiceSpec
  extends Pick<ServiceState, "namespace" | "name" | "port" | "nodePort" | "backend" | "title" | "approved" | "owner">,
    Partial<Pick<ServiceSettings, Optional>>,
    Partial<Pick<ServiceState, "protocol" | "annotations" | "image" | "callers" | "endpointsOnNode">> {
  ageDays: number;
}

/** True while a port is open on the nodes for it. */
export function hasNodePort(service: ServiceSettings & Pick<ServiceState, "nodePort">): boolean {
  if (service.deleted || service.nodePort === 0 || service.type === "ClusterIP") return false;
  return service.type === "NodePort" || service.allocateNodePorts;
}
