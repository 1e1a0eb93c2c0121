import type { Evidence } from "../domain/evidence.ts";
import { type Inventory, nodeAddresses } from "../domain/inventory.ts";
import type { Observation } from "../domain/observation.ts";
import type { PortOwner } from "../domain/port-owner.ts";
import { formatPort, type Protocol } from "../domain/port-state.ts";
import { componentOwners } from "./port-owner-component.ts";
import { type Declaration, type Declarations, declarationsOf, placeKey } from "./port-owner-declarations.ts";

const nothing: readonly Declaration[] = [];

/**
 * Whose port it is, by what Services and pods declare and by what answers. Services stand first, then the node's own
 * component, then pods; a component that a Service leads to is the Service's. Without a node: what a Service opens on
 * every node, and on addresses that are no node's.
 */
export function portOwners(inventory: Inventory, at: Evidence["at"]): Evidence["owners"] {
  const declared = declarationsOf(inventory);
  const components = componentOwners(inventory);
  const addresses = new Map(inventory.nodes.map((node) => [node.name, nodeAddresses(node)]));
  const foreign = declaredAwayFromNodes(inventory, declared);

  /** What a Service speaks is asked of the first node that tells. */
  const spokenOnNodes = (port: number, protocol: Protocol) => {
    for (const { name } of inventory.nodes) {
      const spoken = spokenAt(at(name, port, protocol));
      if (spoken !== null) return spoken;
    }
    return null;
  };

  return (node, port, protocol = "TCP") => {
    const seen = at(node, port, protocol);
    const places = node === null ? [] : (addresses.get(node) ?? []);
    const services = [
      ...(declared.everywhere.get(formatPort(port, protocol)) ?? nothing),
      ...(node === null ? (foreign.get(formatPort(port, protocol)) ?? nothing) : nothing),
      ...places.flatMap((address) => declared.onAddress.get(placeKey(address, port, protocol)) ?? nothing),
    ];
    const pods = node === null ? nothing : (declared.onNode.get(placeKey(node, port, protocol)) ?? nothing);
    const speaks = spokenAt(seen) ?? (node === null ? spokenOnNodes(port, protocol) : null);
    const place = (entry: Declaration): PortOwner => ({ ...entry, node, speaks });
    return [
      ...unique(services).map(place),
      ...(services.length > 0 ? [] : components(node, seen, { port, protocol })),
      ...pods.map(place),
    ];
  };
}

/** Load balancers' addresses and external IPs that are no node's, by port: what is seen there belongs to no node. */
function declaredAwayFromNodes({ nodes }: Inventory, { onAddress }: Declarations): Map<string, Declaration[]> {
  const own = new Set(nodes.flatMap(nodeAddresses));
  const away = [...onAddress].filter(([key]) => !own.has(key.slice(0, key.indexOf(" ")))).flatMap(([, list]) => list);
  return Map.groupBy(away, ({ port, protocol }) => formatPort(port, protocol));
}

/** A Service that names two addresses of one node owns the port once. */
function unique(entries: readonly Declaration[]): Declaration[] {
  return [...new Map(entries.map((entry) => [`${entry.uid} ${entry.via} ${entry.targetPort}`, entry])).values()];
}

/** The product or service that was recognised at an open port. */
export function spokenAt(seen: readonly Observation[]): string | null {
  const open = seen.filter(({ state }) => state === "open");
  const product = open.find((observation) => observation.product)?.product?.product;
  return product ?? open.find(({ service }) => service !== null)?.service ?? null;
}
