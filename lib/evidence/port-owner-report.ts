import type { Evidence } from "../domain/evidence.ts";
import type { Inventory } from "../domain/inventory.ts";
import type { PortOwner } from "../domain/port-owner.ts";
import { formatPort, type Protocol } from "../domain/port-state.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";
import type { Subject } from "../domain/subject.ts";
import { componentOf } from "./port-owner-component.ts";
import { standingReader } from "./port-owner-standing.ts";
import { spokenAt } from "./port-owners.ts";

interface Port {
  port: number;
  protocol: Protocol;
}

const keyOf = ({ port, protocol }: Port) => formatPort(port, protocol);
const onEveryNode = new Set<PortOwner["via"]>(["NodePort", "healthCheckNodePort"]);

/** Every owner of every port of one node, by port; of `null`, of what belongs to no node. */
export function ownersOfNode(evidence: Evidence, node: string | null): PortOwner[] {
  const { shared, byNode } = declaredPlaces(evidence.inventory);
  const components = evidence.ofNode(node).filter((observation) => componentOf(observation) !== null);
  const asked = new Map([...shared, ...(byNode.get(node) ?? []), ...components].map((port) => [keyOf(port), port]));
  return [...asked.values()]
    .sort((a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol))
    .flatMap(({ port, protocol }) => evidence.owners(node, port, protocol));
}

/**
 * Every owner once, for the report: what a Service opens on all nodes alike stands there with node `null`, not once a
 * node.
 */
export function ownersOfCluster(evidence: Evidence): PortOwner[] {
  const seen = Map.groupBy(evidence.observations, keyOf);
  const standing = standingReader(evidence.inventory);
  const once = new Map<string, PortOwner>();
  for (const node of [...evidence.inventory.nodes.map(({ name }) => name), null]) {
    const isFirst = node === evidence.inventory.nodes[0]?.name;
    const ports = isFirst ? ownersOfNode(evidence, node) : ownPorts(evidence, node);
    for (const owner of ports) {
      const isEverywhere = onEveryNode.has(owner.via) || isNodePort(evidence, owner);
      const entry = isEverywhere ? { ...owner, node: null, speaks: spokenAt(seen.get(keyOf(owner)) ?? []) } : owner;
      once.set(`${entry.node} ${keyOf(entry)} ${entry.via} ${entry.uid} ${entry.name}`, {
        ...entry,
        ...standing(entry),
      });
    }
  }
  return [...once.values()];
}

/** What only this node has: its pods' ports, its components, and the addresses that Services took of it. */
function ownPorts(evidence: Evidence, node: string | null): PortOwner[] {
  const { byNode, onAddresses } = declaredPlaces(evidence.inventory);
  const components = evidence.ofNode(node).filter((observation) => componentOf(observation) !== null);
  const asked = new Map(
    [...(byNode.get(node) ?? []), ...onAddresses, ...components].map((port) => [keyOf(port), port]),
  );
  return [...asked.values()].flatMap(({ port, protocol }) => evidence.owners(node, port, protocol));
}

/** The node port of a load balancer, not the port on its address. */
function isNodePort({ inventory }: Evidence, { via, port, protocol }: PortOwner): boolean {
  return via === "LoadBalancer" && declaredPlaces(inventory).nodePorts.has(formatPort(port, protocol));
}

interface Places {
  /** Ports that may be declared on any node. */
  shared: Port[];
  /** Ports of Services on addresses. */
  onAddresses: Port[];
  nodePorts: Set<string>;
  byNode: Map<string | null, Port[]>;
}

const places = new WeakMap<Inventory, Places>();

function declaredPlaces(inventory: Inventory): Places {
  const known = places.get(inventory) ?? readPlaces(inventory);
  places.set(inventory, known);
  return known;
}

function readPlaces({ services, hostPorts }: Inventory): Places {
  const list = services ?? [];
  const nodePorts = list.flatMap((service) => [
    ...service.ports.flatMap(({ nodePort, protocol }) => (nodePort === null ? [] : [{ port: nodePort, protocol }])),
    ...(service.healthCheckNodePort === null ? [] : [{ port: service.healthCheckNodePort, protocol: "TCP" as const }]),
  ]);
  const onAddresses = list
    .filter(({ declaredExternalIPs, type }) => declaredExternalIPs.length > 0 || type === "LoadBalancer")
    .flatMap(({ ports }) => ports.map(({ port, protocol }) => ({ port, protocol })));
  const taken = (hostPorts ?? []).map(({ node, port, protocol }) => ({ node, port, protocol }));
  return {
    shared: [...nodePorts, ...onAddresses],
    onAddresses,
    nodePorts: new Set(nodePorts.map(keyOf)),
    byNode: Map.groupBy<string | null, Port & { node: string }>(taken, ({ node }) => node),
  };
}

/** The owner that a finding is about: the Service or workload itself, else the most telling one of the node's port. */
export function ownerOfSubject(evidence: Evidence, subject: Subject): PortOwner | undefined {
  const { kind, uid, namespace, name, port, protocol } = subject;
  if (port === undefined) return undefined;
  const at = (node: string | null) => evidence.owners(node, port, protocol);
  if (kind === "Service") return [...at(null), ...at(subject.node ?? null)].find((owner) => owner.uid === uid);
  if (kind === "Node" || kind === "Cluster") return at(subject.node ?? null)[0];
  const workload = `${kind} ${namespace}/${name}`;
  const taken = (evidence.inventory.hostPorts ?? []).filter((entry) => entry.port === port);
  return taken
    .flatMap(({ node }) => at(node))
    .find((owner) => owner.uid === uid || (owner.kind === "Pod" && owner.workloads.includes(workload)));
}

/**
 * Node ports for the next scan to compare with. A port whose Service is gone and that still answers is carried on, so
 * that it is known for what it was until it is closed.
 */
export function declaredPortsOf(evidence: Evidence): DeclaredPort[] | null {
  const { services, nodes } = evidence.inventory;
  if (services === null) return null;
  const now = services.flatMap((service): DeclaredPort[] => {
    const { uid, namespace, name, type, ports, healthCheckNodePort: health } = service;
    if (type !== "NodePort" && type !== "LoadBalancer") return [];
    const own = { uid, namespace, name };
    return [
      ...ports.flatMap(({ nodePort, protocol }): DeclaredPort[] =>
        nodePort === null ? [] : [{ port: nodePort, protocol, via: "NodePort", service: own }],
      ),
      ...(health === null
        ? []
        : [{ port: health, protocol: "TCP" as const, via: "healthCheckNodePort" as const, service: own }]),
    ];
  });
  const declared = new Set(now.map(keyOf));
  const stillOpen = (evidence.previous?.scan.declaredPorts ?? []).filter(
    (before) =>
      !declared.has(keyOf(before)) &&
      nodes.some(({ name }) => evidence.stateOf(name, before.port, before.protocol) === "open"),
  );
  return [...now, ...stillOpen];
}
