import type { ServiceState } from "../service-state.ts";
import { type ClusterState, mainApiServer } from "../state.ts";
import { type KubeObject, meta, writtenBy } from "./kube-object.ts";
import { podAddress } from "./pods.ts";

const approvalAnnotation = "breakwater.dev/nodeport-approved";

/** The Service objects. */
export function serviceObjects(cluster: ClusterState): KubeObject[] {
  const base = cluster.serviceCIDR.split(".").slice(0, 2).join(".");
  const clusterIP = (
    name: string,
    namespace: string,
    ip: string,
    ports: unknown[],
    labels: Record<string, string>,
    selector?: Record<string, string>,
  ) => ({
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
  });
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
    ...present(cluster).map((service, index) => nodePortService(cluster, service, `${base}.${40 + index}.17`)),
  ];
}

function present(cluster: ClusterState): ServiceState[] {
  return cluster.services.filter((service) => !service.deleted);
}

function addressing(ip: string): Record<string, unknown> {
  return { clusterIP: ip, clusterIPs: [ip], ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack" };
}

function ownership(service: ServiceState): {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  manager: string;
} {
  const labels: Record<string, string> = { app: appOf(service) };
  const annotations: Record<string, string> = {};
  if (service.owner === "helm") {
    labels["app.kubernetes.io/managed-by"] = "Helm";
    labels["app.kubernetes.io/instance"] = service.name;
    annotations["meta.helm.sh/release-name"] = service.name;
    annotations["meta.helm.sh/release-namespace"] = service.namespace;
  }
  if (service.owner === "argo") {
    labels["app.kubernetes.io/instance"] = service.name;
    annotations["argocd.argoproj.io/tracking-id"] =
      `${service.namespace}:/Service:${service.namespace}/${service.name}`;
  }
  if (service.approved !== null) annotations[approvalAnnotation] = service.approved;
  const manager = { helm: "helm", argo: "argocd-controller", "kubectl-expose": "kubectl-expose" }[service.owner];
  return { labels, annotations, manager };
}

function appOf(service: ServiceState): string {
  return service.name === "debug-tmp" ? "payment-worker" : service.name;
}

function nodePortService(cluster: ClusterState, service: ServiceState, ip: string): KubeObject {
  const { labels, annotations, manager } = ownership(service);
  const metadata = meta(cluster, "Service", service.name, {
    namespace: service.namespace,
    uid: service.uid,
    createdAt: service.createdAt,
    labels,
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  });
  metadata.managedFields = [writtenBy(manager, "v1", service.createdAt)];
  const exposed = service.type !== "ClusterIP";
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata,
    spec: {
      ...addressing(ip),
      ...(exposed ? { externalTrafficPolicy: "Cluster" } : {}),
      internalTrafficPolicy: "Cluster",
      ports: [
        {
          name: "main",
          port: service.port,
          protocol: "TCP",
          targetPort: "main",
          ...(exposed ? { nodePort: service.nodePort } : {}),
        },
      ],
      selector: { app: appOf(service) },
      sessionAffinity: "None",
      type: service.type,
    },
    status: {
      loadBalancer: service.type === "LoadBalancer" ? { ingress: [{ hostname: `${service.name}.elb.example` }] } : {},
    },
  };
}

/** One slice a Service. */
export function endpointSliceObjects(cluster: ClusterState): KubeObject[] {
  const api = mainApiServer(cluster);
  return [
    slice(cluster, "default", "kubernetes", "kubernetes", [api.address], {
      name: "https",
      port: api.port,
      protocol: "TCP",
    }),
    ...present(cluster).map((service) =>
      slice(
        cluster,
        service.namespace,
        `${service.name}-${cluster.seed.suffix(5, service.name, "slice")}`,
        service.name,
        [podAddress(cluster, cluster.services.indexOf(service))],
        { name: "main", port: service.port, protocol: "TCP" },
        service.uid,
      ),
    ),
  ];
}

function slice(
  cluster: ClusterState,
  namespace: string,
  name: string,
  service: string,
  addresses: string[],
  port: Record<string, unknown>,
  owner?: string,
): KubeObject {
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
    endpoints: addresses.map((address) => ({
      addresses: [address],
      conditions: { ready: true, serving: true, terminating: false },
    })),
    ports: [port],
  };
}
