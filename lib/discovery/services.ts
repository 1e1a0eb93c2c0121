import type { V1EndpointSlice, V1Service } from "@kubernetes/client-node";
import type { ClusterService, ServicePort } from "../domain/inventory.ts";
import { cleanText } from "./clean-text.ts";
import type { Connection } from "./connect.ts";
import { readAll } from "./paging.ts";

const types = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"] as const;
/** Who deploys it and what was decided about it; every other annotation may hold anything and is not kept. */
const keptAnnotations = /^(breakwater\.dev|([\w-]+\.)*(helm\.sh|argoproj\.io|fluxcd\.io|toolkit\.fluxcd\.io))\//;
/** Whoever may create a Service writes what it likes there, up to 256 KiB. */
const annotationCharacters = 1000;

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
    externalTrafficPolicy: null,
    loadBalancer: null,
    selector: spec?.selector ?? {},
    labels: metadata?.labels ?? {},
    annotations: Object.fromEntries(
      Object.entries(metadata?.annotations ?? {})
        .filter(([key]) => keptAnnotations.test(key))
        .map(([key, value]) => [key, cleanText(value, annotationCharacters)]),
    ),
    managers: (metadata?.managedFields ?? [])
      .map(({ manager, time }) => ({ name: manager ?? "", at: time?.toISOString() ?? null }))
      .sort((a, b) => (a.at ?? "").localeCompare(b.at ?? "")),
    readyEndpoints: null,
    createdAt: metadata?.creationTimestamp?.toISOString() ?? null,
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

/** Ready endpoints by `namespace/service`; of a dual-stack service the larger family counts. */
export async function countReadyEndpoints({ endpoints, signal }: Connection): Promise<Map<string, number>> {
  const slices = await readAll((page) => endpoints.listEndpointSliceForAllNamespaces(page), toCounts, signal);
  const byFamily = new Map<string, Map<string, number>>();
  for (const { service, family, ready } of slices) {
    const families = byFamily.get(service) ?? new Map<string, number>();
    byFamily.set(service, families.set(family, (families.get(family) ?? 0) + ready));
  }
  return new Map([...byFamily].map(([service, families]) => [service, Math.max(...families.values())]));
}

export function toCounts(slice: V1EndpointSlice): { service: string; family: string; ready: number }[] {
  const name = slice.metadata?.labels?.["kubernetes.io/service-name"];
  if (!name) return [];
  // An absent condition means ready, says the API.
  const ready = (slice.endpoints ?? []).filter((endpoint) => endpoint.conditions?.ready !== false).length;
  return [{ service: `${slice.metadata?.namespace ?? ""}/${name}`, family: slice.addressType, ready }];
}

/** Services with their endpoints counted; without slices the count stays null. */
export function withEndpoints(services: ClusterService[], ready: Map<string, number> | null): ClusterService[] {
  if (!ready) return services;
  return services.map((service) => ({
    ...service,
    readyEndpoints: ready.get(`${service.namespace}/${service.name}`) ?? 0,
  }));
}
