import type { V1Service } from "@kubernetes/client-node";
import type { ClusterService, ServicePort } from "../domain/inventory.ts";
import type { Connection } from "./connect.ts";
import { createdAt, managersOf, serviceAnnotations } from "./object-marks.ts";
import { readAll } from "./paging.ts";

const types = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"] as const;
const policies = ["Cluster", "Local"] as const;

/** Services without their ready endpoints, which are counted from the slices. */
export function readServices({ core, signal }: Connection): Promise<ClusterService[]> {
  return readAll(
    (page) => core.listServiceForAllNamespaces(page),
    (service) => [toClusterService(service)],
    signal,
  );
}

export function toClusterService({ metadata, spec, status }: V1Service): ClusterService {
  const balancers = (status?.loadBalancer?.ingress ?? []).flatMap((ingress) => ingress.ip ?? ingress.hostname ?? []);
  return {
    uid: metadata?.uid ?? "",
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
    type: types.find((type) => type === spec?.type) ?? "ClusterIP",
    ports: (spec?.ports ?? []).flatMap(toServicePort),
    healthCheckNodePort: spec?.healthCheckNodePort || null,
    externalIPs: [...new Set([...(spec?.externalIPs ?? []), ...balancers])],
    declaredExternalIPs: spec?.externalIPs ?? [],
    externalTrafficPolicy: policies.find((policy) => policy === spec?.externalTrafficPolicy) ?? null,
    loadBalancer:
      spec?.type === "LoadBalancer"
        ? {
            class: spec.loadBalancerClass ?? null,
            sourceRanges: spec.loadBalancerSourceRanges ?? [],
            ingress: balancers,
            // Absent means true, says the API.
            allocateNodePorts: spec.allocateLoadBalancerNodePorts !== false,
          }
        : null,
    selector: spec?.selector ?? {},
    labels: metadata?.labels ?? {},
    annotations: serviceAnnotations(metadata),
    managers: managersOf(metadata),
    readyEndpoints: null,
    createdAt: createdAt(metadata),
  };
}

function toServicePort(port: NonNullable<NonNullable<V1Service["spec"]>["ports"]>[number]): ServicePort[] {
  const protocol = port.protocol ?? "TCP";
  // SCTP is no protocol that can be probed.
  if (protocol !== "TCP" && protocol !== "UDP") return [];
  const { name, nodePort, targetPort } = port;
  return [
    {
      name: name || null,
      port: port.port,
      targetPort: String(targetPort ?? port.port),
      nodePort: nodePort || null,
      protocol,
    },
  ];
}

/** Services with their endpoints counted; without slices the count stays null. */
export function withEndpoints(services: ClusterService[], ready: Map<string, number> | null): ClusterService[] {
  if (!ready) return services;
  return services.map((service) => ({
    ...service,
    readyEndpoints: ready.get(`${service.namespace}/${service.name}`) ?? 0,
  }));
}
