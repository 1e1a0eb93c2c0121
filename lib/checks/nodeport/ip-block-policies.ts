import type { ClusterPolicy } from "../../domain/cluster-policy.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterPod } from "../../domain/workload.ts";

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** NetworkPolicies that admit callers of these pods by address; null where policies could not be read. */
export function ipBlockPolicies({ inventory }: Evidence, pods: readonly ClusterPod[]): ClusterPolicy[] | null {
  if (inventory.networkPolicies === null) return null;
  return inventory.networkPolicies.policies.filter(
    ({ kind, namespace, spec }) =>
      kind === "NetworkPolicy" &&
      admitsByAddress(spec) &&
      pods.some((pod) => pod.namespace === namespace && selects(fieldsOf(spec.podSelector), pod.labels)),
  );
}

function admitsByAddress(spec: Fields): boolean {
  return listOf(spec.ingress).some((rule) => listOf(fieldsOf(rule).from).some((peer) => "ipBlock" in fieldsOf(peer)));
}

/** A label selector as the API defines it; an empty one selects every pod. */
function selects(selector: Fields, labels: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(fieldsOf(selector.matchLabels)).every(([key, value]) => labels[key] === value);
  return equal && listOf(selector.matchExpressions).every((expression) => meets(fieldsOf(expression), labels));
}

function meets({ key, operator, values }: Fields, labels: Readonly<Record<string, string>>): boolean {
  const value = typeof key === "string" ? labels[key] : undefined;
  const listed = value !== undefined && listOf(values).includes(value);
  if (operator === "In") return listed;
  if (operator === "NotIn") return !listed;
  return operator === "Exists" ? value !== undefined : operator === "DoesNotExist" && value === undefined;
}
