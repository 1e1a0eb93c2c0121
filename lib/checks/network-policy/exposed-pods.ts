import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterService } from "../../domain/inventory.ts";
import { selects } from "./engine/label-selector.ts";
import type { PodGroup } from "./pod-groups.ts";

/** Services that lead into a namespace from outside the cluster. */
export function exposingServices({ inventory }: Evidence, namespace: string): ClusterService[] {
  return (inventory.services ?? []).filter(
    (service) =>
      service.namespace === namespace &&
      Object.keys(service.selector).length > 0 &&
      (service.type === "NodePort" || service.type === "LoadBalancer" || service.declaredExternalIPs.length > 0),
  );
}

export function exposes(service: ClusterService, { sample }: PodGroup): boolean {
  return selects({ matchLabels: service.selector }, sample.labels);
}

const databases =
  /(^|\/)(postgres|postgresql|mysql|mariadb|percona|mongo|mongodb|redis|valkey|memcached|elasticsearch|opensearch|cassandra|couchdb|cockroach|etcd|influxdb|clickhouse|neo4j|rabbitmq|kafka|mssql|oracle|scylla)[^/]*$/i;

/** The image of a group that is a database, without its tag. */
export function databaseImage({ sample }: PodGroup): string | null {
  const names = sample.containers.map(({ image }) => image.split("@")[0]?.replace(/:[^/:]*$/, "") ?? "");
  return names.find((name) => databases.test(name)) ?? null;
}
