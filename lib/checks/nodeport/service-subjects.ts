import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterService, ServicePort } from "../../domain/inventory.ts";
import { formatPort, type Protocol } from "../../domain/port-state.ts";
import type { Subject } from "../../domain/subject.ts";

export interface DeclaredPort {
  service: ClusterService;
  port: ServicePort;
}

/** The cluster as a whole, for what could not be listed. */
export function clusterSubject(evidence: Evidence): Subject {
  const { uid, name } = evidence.inventory.cluster;
  return { kind: "Cluster", uid: uid ?? name, name };
}

/** What there is to judge; the cluster where there is nothing, so that the check still answers. */
export function orCluster(evidence: Evidence, subjects: Subject[]): Subject[] {
  return subjects.length > 0 ? subjects : [clusterSubject(evidence)];
}

/** One subject a Service and node port; the cluster where Services could not be listed. */
export function servicePortSubjects(evidence: Evidence): Subject[] {
  const { services } = evidence.inventory;
  if (services === null) return [clusterSubject(evidence)];
  return services.flatMap((service) =>
    nodePortsOf(service).map(({ nodePort, protocol }) => ({
      kind: "Service" as const,
      uid: service.uid,
      name: service.name,
      namespace: service.namespace,
      port: nodePort,
      protocol,
    })),
  );
}

/** The Service and port that a subject is about; undefined once the Service is gone or no longer has the node port. */
export function findDeclared(evidence: Evidence, subject: Subject): DeclaredPort | undefined {
  const service = evidence.inventory.services?.find(({ uid }) => uid === subject.uid);
  const port =
    service &&
    nodePortsOf(service).find(
      ({ nodePort, protocol }) => nodePort === subject.port && protocol === (subject.protocol ?? "TCP"),
    );
  return service && port ? { service, port } : undefined;
}

/** Names of the Services that declare a port as node port or health-check node port, "payments/debug". */
export function declarersOf(evidence: Evidence, port: number, protocol: Protocol = "TCP"): readonly string[] {
  const services = evidence.inventory.services ?? [];
  const known = declarers.get(services) ?? indexDeclarers(services);
  declarers.set(services, known);
  return known.get(formatPort(port, protocol)) ?? [];
}

/** Asked for every open port of every node, so each list of Services is indexed once. */
const declarers = new WeakMap<readonly ClusterService[], Map<string, string[]>>();

function indexDeclarers(services: readonly ClusterService[]): Map<string, string[]> {
  const entries = services.flatMap((service) => {
    const ports = nodePortsOf(service).map(({ nodePort, protocol }) => formatPort(nodePort, protocol));
    const health = service.healthCheckNodePort === null ? [] : [formatPort(service.healthCheckNodePort)];
    return [...ports, ...health].map((key) => ({ key, name: serviceName(service) }));
  });
  const byPort = Map.groupBy(entries, ({ key }) => key);
  return new Map([...byPort].map(([key, list]) => [key, list.map(({ name }) => name)]));
}

export function serviceName({ namespace, name }: Pick<Subject, "namespace" | "name">): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** "payments/debug (32555/TCP)". */
export function serviceAt(subject: Subject): string {
  return `${serviceName(subject)} (${formatPort(subject.port ?? 0, subject.protocol)})`;
}

/** Sentence: why Services are not known. */
export function servicesMissing(evidence: Evidence): string {
  return needMissing(evidence, "list services", "Services could not be listed");
}

/** "…: the permission "list services" is missing (403)." */
export function needMissing(evidence: Evidence, need: string, what: string): string {
  const lost = evidence.inventory.lost.find((entry) => entry.need === need);
  if (!lost) return `${what}; grant "${need}".`;
  return lost.grant === null
    ? `${what}: "${need}" failed (${lost.why}).`
    : `${what}: the permission "${need}" is missing (${lost.why}).`;
}

function nodePortsOf(service: ClusterService): (ServicePort & { nodePort: number })[] {
  if (service.type !== "NodePort" && service.type !== "LoadBalancer") return [];
  return service.ports.flatMap((port) => (port.nodePort === null ? [] : [{ ...port, nodePort: port.nodePort }]));
}
