/** How the server behind a NodePort behaves. */
export type Backend = "page" | "page-over-tls" | "login" | "redirect-to-https" | "smtp";

/** One Service of type NodePort or LoadBalancer with what answers behind it. */
export interface ServiceState {
  namespace: string;
  name: string;
  uid: string;
  type: "NodePort" | "LoadBalancer" | "ClusterIP";
  port: number;
  nodePort: number;
  backend: Backend;
  title: string;
  createdAt: Date;
  /** Value of breakwater.dev/nodeport-approved. */
  approved: string | null;
  owner: "helm" | "argo" | "kubectl-expose";
  deleted: boolean;
  initial: Readonly<ServiceSettings>;
}

/** What a fix of a Service changes. */
export type ServiceSettings = Pick<ServiceState, "type" | "backend" | "approved" | "deleted">;

export interface ServiceSpec extends Pick<ServiceState, "namespace" | "name" | "port" | "nodePort" | "backend"> {
  title: string;
  ageDays: number;
  approved: string | null;
  owner: ServiceState["owner"];
  type?: ServiceState["type"];
}

export const harborServices: ServiceSpec[] = [
  {
    namespace: "web",
    name: "storefront",
    port: 443,
    nodePort: 30_443,
    backend: "page-over-tls",
    title: "Harbor Supplies",
    ageDays: 402,
    approved: "team-web: public entry, CHG-1042",
    owner: "helm",
  },
  {
    namespace: "web",
    name: "storefront-redirect",
    port: 80,
    nodePort: 30_081,
    backend: "redirect-to-https",
    title: "Moved",
    ageDays: 402,
    approved: "team-web: sends old links to https, CHG-1042",
    owner: "helm",
  },
  {
    namespace: "payments",
    name: "ledger-ui",
    port: 8080,
    nodePort: 30_080,
    backend: "page",
    title: "Ledger: open postings",
    ageDays: 46,
    approved: null,
    owner: "helm",
  },
  {
    namespace: "monitoring",
    name: "dashboards",
    port: 3000,
    nodePort: 30_300,
    backend: "login",
    title: "Dashboards",
    ageDays: 129,
    approved: null,
    owner: "argo",
  },
  {
    namespace: "mail",
    name: "relay",
    port: 25,
    nodePort: 30_025,
    backend: "smtp",
    title: "relay.harbor.example",
    ageDays: 88,
    approved: null,
    owner: "argo",
  },
  {
    namespace: "payments",
    name: "debug-tmp",
    port: 8080,
    nodePort: 32_555,
    backend: "page",
    title: "payment worker: internal state",
    ageDays: 213,
    approved: null,
    owner: "kubectl-expose",
  },
];

export const lagoonServices: ServiceSpec[] = [
  {
    namespace: "web",
    name: "shop",
    port: 443,
    nodePort: 30_443,
    backend: "page-over-tls",
    title: "Lagoon",
    ageDays: 61,
    approved: "team-web: behind the load balancer, CHG-0815",
    owner: "helm",
    type: "LoadBalancer",
  },
];

/** True while a port is open on the nodes for it. */
export function hasNodePort(service: ServiceState): boolean {
  return !service.deleted && service.type !== "ClusterIP";
}
