import { type ClusterNode, type Inventory, nodeAddresses } from "../../domain/inventory.ts";
import { canonicalAddress, inNetwork, isNetwork } from "./engine/address.ts";
import type { World } from "./engine/index.ts";
import { selectorKeys } from "./engine/label-selector.ts";
import { isFields } from "./engine/spec-fields.ts";

/** An address of a node, as a target. */
export interface NodeTarget {
  node: ClusterNode;
  address: string;
}

/** Targets that no policy of the cluster can tell apart. */
export type NodeClass = readonly NodeTarget[];

const nodeSelectorFields = new Set(["nodes", "nodeSelector", "toNodes", "fromNodes"]);

/**
 * Sorts all node addresses into classes, so that a policy is asked once a class and not once a node: by the networks
 * that policies name, by the labels they select nodes by, by being an API server, and by having host endpoints.
 */
export function nodeClasses(inventory: Inventory, world: World): NodeClass[] {
  const { networks, labels } = mentioned(inventory);
  const withEndpoint = new Set(world.ofKind("CalicoHostEndpoint").map(({ spec }) => spec.node));
  const calicoSelects = withEndpoint.size > 0;
  const targets = inventory.nodes.flatMap((node) => nodeAddresses(node).map((address) => ({ node, address })));
  const classes = Map.groupBy(targets, ({ node, address }) => {
    const canonical = canonicalAddress(address);
    const inside = networks.map((network) => (inNetwork(canonical, network) === true ? "1" : "0")).join("");
    const byLabel = calicoSelects
      ? JSON.stringify(Object.entries(node.labels).filter(([key]) => key !== "kubernetes.io/hostname"))
      : labels.map((key) => node.labels[key] ?? "\0").join(" ");
    const family = canonical.includes(":") ? 6 : 4;
    return `${family} ${inside} ${world.apiServers?.has(canonical)} ${withEndpoint.has(node.name)} ${byLabel}`;
  });
  return [...classes.values()];
}

function mentioned({ networkPolicies }: Inventory): { networks: string[]; labels: string[] } {
  const networks = new Set<string>();
  const labels = new Set<string>();
  const visit = (value: unknown, field: string, depth: number): void => {
    if (depth > 20) return;
    if (typeof value === "string" && isNetwork(value)) networks.add(value);
    if (Array.isArray(value)) for (const entry of value) visit(entry, field, depth + 1);
    if (!isFields(value)) return;
    if (nodeSelectorFields.has(field))
      for (const key of selectorKeys(value)) labels.add(key.replace(/^(k8s|node|any)[:.]/, ""));
    for (const [key, entry] of Object.entries(value)) visit(entry, key, depth + 1);
  };
  for (const { spec } of networkPolicies?.policies ?? []) visit(spec, "", 0);
  return { networks: [...networks], labels: [...labels] };
}
