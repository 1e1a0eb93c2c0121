import { hasNodePort, type ServiceState } from "../service-state.ts";
import { apiAddress, apiPort, type ClusterState } from "../state.ts";
import { type KubeObject, meta, writtenBy } from "./kube-object.ts";
import { podsWith } from "./pods.ts";
import { appOf, ownership, workloadsOf } from "./workloads.ts";

const approvalAnnotation = "breakwater.dev/nodeport-approved";

/** The Service objects. */
export function serviceObjects(cluster: ClusterState): KubeObject[] {
  const base = cluster.serviceCIDR.split(".").slice(0, 2).join(".");
  const clusterIP = (...of: ClusterIpShape) => clusterIpService(cluster, ...of);
  return [
    clusterIP(
      "kubernetes",
      "default",
      `${base}.0.1`,
      [{ name: "https", port: 443, protocol: "TCP", targetPort: 6443 }],
      {
        component: "apiserver",
        provider: "kubernetes",
      },
    ),
    clusterIP(
      "kube-dns",
      "kube-system",
      `${base}.0.10`,
      [
        { name: "dns", port: 53, protocol: "UDP", targetPort: 53 },
        { name: "dns-tcp", port: 53, protocol: "TCP", targetPort: 53 },
      ],
      { "k8s-app": "kube-dns", "kubernetes.io/name": "CoreDNS" },
      { "k8s-app": "kube-dns" },
    ),
    ...cluster.services.flatMap((service, index) =>
      service.deleted ? [] : [tenantService(cluster, service, `${base}.${40 + index}.17`)],
    ),
    ...platformServices(cluster, (name) => `${base}.${10 + cluster.seed.number(20, name)}.9`),
  ];
}

type ClusterIpShape = [
  name: string,
  namespace: string,
  ip: string,
  ports: unknown[],
  labels: Record<string, string>,
  selector?: Record<string, string>,
];

function clusterIpService(cluster: ClusterState, ...[name, namespace, ip, ports, labels, selector]: ClusterIpShape) {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: meta(cluster, "Service", name, { namespace, labels }),
    spec: {
      ...addressing(ip),
      internalTrafficPolicy: "Cluster",
      ports,
      ...(selector ? { selector } : {}),
      sessionAffinity: "None",
      type: "ClusterIP",
    },
    status: { loadBalancer: {} },
  };
}

/** Services of what the platform and the administrators run, by the workloads that are there. */
function platformServices(cluster: ClusterState, ip: (name: string) => string): KubeObject[] {
  const https = [{ name: "https", port: 443, protocol: "TCP", targetPort: "https" }];
  return workloadsOf(cluster).flatMap(({ name, namespace, labels }) => {
    if (name === "metrics-server") return [clusterIpService(cluster, name, namespace, ip(name), https, labels, labels)];
    if (name !== "ingress-nginx-controller" || !cluster.settings.ingressWebhook) return [];
    const admission = [{ name: "https-webhook", port: 443, protocol: "TCP", targetPort: "webhook" }];
    return [clusterIpService(cluster, `${name}-admission`, namespace, ip(name), admission, labels, labels)];
  });
}

function present(cluster: ClusterState): ServiceState[] {
  return cluster.services.filter((service) => !service.deleted);
}

function addressing(ip: string): Record<string, unknown> {
  return { clusterIP: ip, clusterIPs: [ip], ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack" };
}

const managers = { helm: "helm", argo: "argocd-controller", "kubectl-expose": "kubectl-expose" };

function tenantService(cluster: ClusterState, service: ServiceState, ip: string): KubeObject {
  const marks = ownership(service, "Service");
  const annotations = {
    ...marks.annotations,
    ...service.annotations,
    ...(service.approved === null ? {} : { [approvalAnnotation]: service.approved }),
  };
  const metadata = meta(cluster, "Service", service.name, {
    namespace: service.namespace,
    uid: service.uid,
    createdAt: service.createdAt,
    labels: { app: appOf(service), ...marks.labels },
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  });
  metadata.managedFields = [writtenBy(managers[service.owner], "v1", service.createdAt)];
  return { apiVersion: "v1", kind: "Service", metadata, spec: specOf(service, ip), status: statusOf(cluster, service) };
}

function specOf(service: ServiceState, ip: string): Record<string, unknown> {
  const exposed = service.type !== "ClusterIP";
  const balanced = service.type === "LoadBalancer";
  return {
    ...addressing(ip),
    ...(balanced ? { allocateLoadBalancerNodePorts: service.allocateNodePorts } : {}),
    ...(service.externalIPs.length > 0 ? { externalIPs: service.externalIPs } : {}),
    ...(exposed || service.externalIPs.length > 0 ? { externalTrafficPolicy: service.externalTrafficPolicy } : {}),
    internalTrafficPolicy: "Cluster",
    ...(balanced && service.sourceRanges.length > 0 ? { loadBalancerSourceRanges: service.sourceRanges } : {}),
    ports: [
      {
        name: "main",
        port: service.port,
        protocol: service.protocol,
        targetPort: service.endpointsOnNode ? service.port : "main",
        ...(hasNodePort(service) ? { nodePort: service.nodePort } : {}),
      },
    ],
    ...(service.endpointsOnNode ? {} : { selector: { app: appOf(service) } }),
    sessionAffinity: "None",
    type: service.type,
  };
}

function statusOf(cluster: ClusterState, service: ServiceState): Record<string, unknown> {
  if (service.type !== "LoadBalancer") return { loadBalancer: {} };
  const ingress =
    cluster.distribution === "eks"
      ? { hostname: `k8s-${service.namespace}-${service.name}.elb.eu-central-1.amazonaws.com` }
      : { hostname: `${service.name}.${cluster.name}.example` };
  return { loadBalancer: { ingress: [ingress] } };
}

/** One slice a Service; the controller points at pods, a person at whatever they like. */
export function endpointSliceObjects(cluster: ClusterState): KubeObject[] {
  const servers = cluster.nodes.filter((node) => node.settings.apiServer).map((node) => apiAddress(cluster, node));
  return [
    slice(cluster, {
      namespace: "default",
      name: "kubernetes",
      service: "kubernetes",
      endpoints: servers.map((address) => ({ address })),
      port: { name: "https", port: apiPort, protocol: "TCP" },
    }),
    ...present(cluster).map((service) =>
      slice(cluster, {
        namespace: service.namespace,
        name: `${service.name}-${cluster.seed.suffix(5, service.name, "slice")}`,
        service: service.name,
        endpoints: endpointsOf(cluster, service),
        port: { name: "main", port: service.port, protocol: service.protocol },
        ...(service.endpointsOnNode ? {} : { owner: service.uid }),
      }),
    ),
  ];
}

interface Endpoint {
  address: string;
  pod?: KubeObject;
}

function endpointsOf(cluster: ClusterState, service: ServiceState): Endpoint[] {
  if (service.endpointsOnNode) {
    const [first] = cluster.nodes.filter((node) => node.role === "worker" && !node.hidden);
    return first ? [{ address: first.home }] : [];
  }
  return podsWith(cluster, service.namespace, { app: appOf(service) }).map((pod) => ({
    address: (pod.status as { podIP: string }).podIP,
    pod,
  }));
}

interface SliceShape {
  namespace: string;
  name: string;
  service: string;
  endpoints: Endpoint[];
  port: Record<string, unknown>;
  owner?: string;
}

function slice(cluster: ClusterState, shape: SliceShape): KubeObject {
  const { namespace, name, service, owner } = shape;
  const metadata = meta(cluster, "EndpointSlice", name, {
    namespace,
    labels: {
      "kubernetes.io/service-name": service,
      ...(owner ? { "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io" } : {}),
    },
  });
  if (owner)
    metadata.ownerReferences = [{ apiVersion: "v1", kind: "Service", name: service, uid: owner, controller: true }];
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata,
    addressType: "IPv4",
    endpoints: shape.endpoints.map(({ address, pod }) => ({
      addresses: [address],
      conditions: { ready: true, serving: true, terminating: false },
      ...(pod
        ? {
            nodeName: (pod.spec as { nodeName: string }).nodeName,
            targetRef: { kind: "Pod", namespace, name: pod.metadata.name, uid: pod.metadata.uid },
          }
        : {}),
    })),
    ports: [shape.port],
  };
}
