import type { ClusterService, HostPort, Inventory, ServicePort } from "../domain/inventory.ts";
import type { PortOwner } from "../domain/port-owner.ts";
import { formatPort, type Protocol } from "../domain/port-state.ts";
import type { ClusterPod, Workload } from "../domain/workload.ts";
import { deployedBy, lastWriter } from "./port-owner-origin.ts";
import { workloadOf, workloadsBehind } from "./port-owner-workloads.ts";

/** An owner without the place it is asked for. */
export type Declaration = Omit<PortOwner, "node" | "speaks">;

/** Ports that are declared, by where they are open. Every list is sorted: the most telling owner first. */
export interface Declarations {
  /** On every node, by "30080/TCP". */
  everywhere: Map<string, Declaration[]>;
  /** On one address, by "192.0.2.21 443/TCP": load balancers and external IPs. */
  onAddress: Map<string, Declaration[]>;
  /** On one node, by "worker-1 443/TCP": pods. */
  onNode: Map<string, Declaration[]>;
}

export const placeKey = (place: string, port: number, protocol: Protocol) => `${place} ${formatPort(port, protocol)}`;

/** Reads every declaration once, so that a look-up scans no list. */
export function declarationsOf(inventory: Inventory): Declarations {
  const describe = serviceDescriber(inventory);
  const services = inventory.services ?? [];
  const everywhere = services.flatMap((service) => nodePortsOf(service, describe));
  const onAddress = services.flatMap((service) => addressPortsOf(service, describe));
  const onNode = hostPortDeclarations(inventory);
  return {
    everywhere: grouped(everywhere.map((entry) => ({ key: formatPort(entry.port, entry.protocol), entry }))),
    onAddress: grouped(
      onAddress.map(({ address, entry }) => ({ key: placeKey(address, entry.port, entry.protocol), entry })),
    ),
    onNode: grouped(onNode.map(({ node, entry }) => ({ key: placeKey(node, entry.port, entry.protocol), entry }))),
  };
}

function grouped(entries: { key: string; entry: Declaration }[]): Map<string, Declaration[]> {
  const byKey = Map.groupBy(entries, ({ key }) => key);
  return new Map([...byKey].map(([key, list]) => [key, list.map(({ entry }) => entry)]));
}

type Describe = (service: ClusterService) => Omit<Declaration, "port" | "protocol" | "via" | "targetPort">;

/** The workloads are looked for when a Service is first described, once for all of its ports. */
function serviceDescriber(inventory: Inventory): Describe {
  const behind = workloadsBehind(inventory);
  const known = new Map<ClusterService, ReturnType<Describe>>();
  return (service) => {
    const described = known.get(service) ?? {
      kind: "Service",
      namespace: service.namespace,
      name: service.name,
      uid: service.uid,
      workloads: behind(service),
      selector: service.selector,
      manager: lastWriter(service),
      deployedBy: deployedBy(service),
      createdAt: service.createdAt,
    };
    known.set(service, described);
    return described;
  };
}

function nodePortsOf(service: ClusterService, describe: Describe): Declaration[] {
  if (service.type !== "NodePort" && service.type !== "LoadBalancer") return [];
  const via = service.type;
  const ports = service.ports.flatMap(({ nodePort, protocol, targetPort }): Declaration[] =>
    nodePort === null ? [] : [{ ...describe(service), port: nodePort, protocol, via, targetPort }],
  );
  const health = service.healthCheckNodePort;
  if (health === null) return ports;
  return [
    ...ports,
    { ...describe(service), port: health, protocol: "TCP", via: "healthCheckNodePort", targetPort: null },
  ];
}

function addressPortsOf(service: ClusterService, describe: Describe): { address: string; entry: Declaration }[] {
  const declare = (addresses: readonly string[], via: "LoadBalancer" | "externalIPs") =>
    addresses.flatMap((address) =>
      service.ports.map(({ port, protocol, targetPort }: ServicePort) => ({
        address,
        entry: { ...describe(service), port, protocol, via, targetPort },
      })),
    );
  const declared = new Set(service.declaredExternalIPs);
  const others = service.externalIPs.filter((address) => !declared.has(address));
  const balanced = service.loadBalancer?.ingress ?? others;
  const isBalanced = service.type === "LoadBalancer";
  return [
    ...(isBalanced ? declare(balanced, "LoadBalancer") : []),
    ...declare([...declared, ...(isBalanced ? [] : others)], "externalIPs"),
  ];
}

function hostPortDeclarations(inventory: Inventory): { node: string; entry: Declaration }[] {
  const pods = new Map((inventory.pods ?? []).map((pod) => [pod.uid, pod]));
  const workloads = new Map(
    (inventory.workloads ?? []).map((entry) => [`${entry.kind} ${entry.namespace}/${entry.name}`, entry]),
  );
  return (inventory.hostPorts ?? []).map((taken) => {
    const pod = pods.get(taken.podUid);
    return { node: taken.node, entry: podDeclaration(taken, pod, pod && workloads.get(workloadOf(pod))) };
  });
}

function podDeclaration(taken: HostPort, pod: ClusterPod | undefined, workload: Workload | undefined): Declaration {
  const { namespace, pod: name, podUid: uid, port, protocol, via } = taken;
  const inside = pod?.containers
    .find((container) => container.name === taken.container)
    ?.ports.find((entry) => entry.protocol === protocol && (entry.hostPort ?? entry.containerPort) === port);
  return {
    port,
    protocol,
    via,
    kind: "Pod",
    namespace,
    name,
    uid,
    workloads: pod ? [workloadOf(pod)] : [],
    selector: {},
    manager: workload ? lastWriter(workload) : null,
    deployedBy: workload ? deployedBy(workload) : pod ? deployedBy({ labels: pod.labels, annotations: {} }) : null,
    createdAt: workload?.createdAt ?? pod?.createdAt ?? null,
    targetPort: String(inside?.containerPort ?? port),
  };
}
