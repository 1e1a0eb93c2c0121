import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, isControlPlane } from "../../domain/inventory.ts";
import type { SettingValue } from "../../domain/setting.ts";
import { driftFields } from "./drift-fields.ts";
import { declaredReading } from "./kubelet-settings.ts";

const poolLabels = [
  "eks.amazonaws.com/nodegroup",
  "cloud.google.com/gke-nodepool",
  "kubernetes.azure.com/agentpool",
  "node.cluster.x-k8s.io/machine-pool",
];

/** Nodes that should be set up alike: a provider's pool, else the same role on the same kind of system. */
export function poolOfNode(node: ClusterNode): string {
  const pool = poolLabels.map((label) => node.labels[label]).find((name) => name !== undefined);
  if (pool !== undefined) return `pool ${pool}`;
  const role = isControlPlane(node) ? "control-plane nodes" : "worker nodes";
  return /windows/i.test(node.osImage ?? "") ? `${role} with Windows` : role;
}

type Counts = Map<string, { value: SettingValue; nodes: Set<string> }>;
const pools = new WeakMap<Evidence, Map<string, Map<string, Counts>>>();

/** What the other nodes of a pool agree on, where at least two of them and more than half do. */
export function majorityOf(
  evidence: Evidence,
  node: ClusterNode,
  field: string,
): { value: SettingValue; nodes: number } | null {
  const counts = countPools(evidence).get(poolOfNode(node))?.get(field);
  const others = [...(counts?.values() ?? [])].map(({ value, nodes }) => ({
    value,
    nodes: nodes.size - Number(nodes.has(node.name)),
  }));
  const total = others.reduce((sum, { nodes }) => sum + nodes, 0);
  return others.find(({ nodes }) => nodes >= 2 && nodes * 2 > total) ?? null;
}

/** Counted once a scan. */
function countPools(evidence: Evidence): Map<string, Map<string, Counts>> {
  const known = pools.get(evidence);
  if (known) return known;
  const counted = new Map<string, Map<string, Counts>>();
  for (const node of evidence.inventory.nodes) {
    const fields = counted.get(poolOfNode(node)) ?? new Map<string, Counts>();
    counted.set(poolOfNode(node), fields);
    for (const { name } of driftFields)
      addValue(fields, name, node.name, declaredReading(evidence, node.name, name)?.value ?? null);
  }
  pools.set(evidence, counted);
  return counted;
}

function addValue(fields: Map<string, Counts>, field: string, node: string, value: SettingValue | null): void {
  if (value === null) return;
  const counts: Counts = fields.get(field) ?? new Map();
  fields.set(field, counts);
  const key = JSON.stringify(value);
  const entry = counts.get(key) ?? { value, nodes: new Set<string>() };
  entry.nodes.add(node);
  counts.set(key, entry);
}
