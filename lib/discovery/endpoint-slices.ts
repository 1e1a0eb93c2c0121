import type { V1EndpointSlice } from "@kubernetes/client-node";
import type { ServiceEndpoint } from "../domain/workload.ts";
import type { Connection } from "./connect.ts";
import { readAll } from "./paging.ts";

export interface SliceFacts {
  /** `namespace/service` */
  service: string;
  family: string;
  ready: number;
  endpoints: ServiceEndpoint[];
}

export function readEndpointSlices({ endpoints, signal }: Connection): Promise<SliceFacts[]> {
  return readAll((page) => endpoints.listEndpointSliceForAllNamespaces(page), toSliceFacts, signal);
}

/** Slices that belong to no Service are left out. */
export function toSliceFacts(slice: V1EndpointSlice): SliceFacts[] {
  const name = slice.metadata?.labels?.["kubernetes.io/service-name"];
  if (!name) return [];
  const namespace = slice.metadata?.namespace ?? "";
  const ports = portsOf(slice);
  // An absent condition means ready, says the API.
  const isReady = (one: { conditions?: { ready?: boolean } }) => one.conditions?.ready !== false;
  const entries = slice.endpoints ?? [];
  return [
    {
      service: `${namespace}/${name}`,
      family: slice.addressType,
      ready: entries.filter(isReady).length,
      endpoints: entries.flatMap((entry) =>
        (entry.addresses ?? []).map((address) => ({
          namespace,
          service: name,
          address,
          node: entry.nodeName ?? null,
          ready: isReady(entry),
          ports,
          targetKind: entry.targetRef?.kind ?? null,
          targetName: entry.targetRef?.name ?? null,
        })),
      ),
    },
  ];
}

function portsOf(slice: V1EndpointSlice): ServiceEndpoint["ports"] {
  return (slice.ports ?? []).flatMap(({ name, port, protocol = "TCP" }) =>
    port && (protocol === "TCP" || protocol === "UDP") ? [{ name: name || null, port, protocol }] : [],
  );
}

/** Ready endpoints by `namespace/service`; of a dual-stack service the larger family counts. */
export function countReady(slices: readonly SliceFacts[]): Map<string, number> {
  const byFamily = new Map<string, Map<string, number>>();
  for (const { service, family, ready } of slices) {
    const families = byFamily.get(service) ?? new Map<string, number>();
    byFamily.set(service, families.set(family, (families.get(family) ?? 0) + ready));
  }
  return new Map([...byFamily].map(([service, families]) => [service, Math.max(...families.values())]));
}
