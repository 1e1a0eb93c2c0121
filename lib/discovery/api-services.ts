import type { V1APIService } from "@kubernetes/client-node";
import type { ApiServiceRef } from "../domain/workload.ts";
import type { Connection } from "./connect.ts";
import { readAll } from "./paging.ts";

export interface ApiServiceFacts extends ApiServiceRef {
  uid: string;
}

/** APIs that a backend in the cluster serves; those of the API server itself are left out. */
export function readApiServices({ aggregation, signal }: Connection): Promise<ApiServiceFacts[]> {
  return readAll((page) => aggregation.listAPIService(page), toApiService, signal);
}

export function toApiService({ metadata, spec, status }: V1APIService): ApiServiceFacts[] {
  if (!spec?.service) return [];
  const { namespace = "", name = "", port = 443 } = spec.service;
  const available = status?.conditions?.find((condition) => condition.type === "Available")?.status;
  return [
    {
      name: metadata?.name ?? "",
      uid: metadata?.uid ?? "",
      service: { namespace, name, port },
      insecureSkipTLSVerify: spec.insecureSkipTLSVerify ?? false,
      available: available === "True" ? true : available === "False" ? false : null,
    },
  ];
}
