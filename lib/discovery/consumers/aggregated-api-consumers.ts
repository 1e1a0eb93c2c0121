import type { Consumer } from "../../domain/workload.ts";
import type { ApiServiceFacts } from "../api-services.ts";

/** Aggregated APIs: what the API server itself reaches in the cluster, and what breaks when it no longer can. */
export function aggregatedApiConsumers(services: readonly ApiServiceFacts[]): Consumer[] {
  return services.flatMap(({ name, uid, service, insecureSkipTLSVerify }) => {
    if (!service) return [];
    const backend = `Service ${service.namespace}/${service.name}:${service.port}`;
    const where = insecureSkipTLSVerify ? `${backend}, insecureSkipTLSVerify: true` : backend;
    return [{ kind: "APIService", namespace: null, name, uid, door: "aggregated-api", program: null, where }];
  });
}
