import type { ApprovalFilter, NodePortQuery, NodePortRegister, NodePortRow } from "../domain/views/port-view.ts";

/** How a node port is approved, as the filter says it; "" where no scan kept it yet. */
export function approvalOf({ approval, baseline }: Pick<NodePortRow, "approval" | "baseline">): ApprovalFilter | "" {
  if (approval?.state === "approved") return "approved";
  if (baseline) return "baseline";
  return approval?.state ?? "";
}

/** "-" for what has none, which no name in Kubernetes is. */
const named = (value: string | null | undefined): string => value ?? "-";

/** A number is the port itself, not a part of another one. */
function holds(row: NodePortRow, word: string): boolean {
  if (/^\d+$/.test(word)) return row.port === Number(word);
  const { namespace, name, owner, workloads, deployedBy, clusterName, answers, approval, baseline } = row;
  const texts = [
    ...[`${namespace ?? ""}/${name ?? ""}`, owner?.name, deployedBy, clusterName, approval?.because, baseline?.because],
    ...workloads,
    ...answers.map((answer) => answer.name),
  ];
  return texts.some((text) => text?.toLowerCase().includes(word));
}

/** Whether a row is among those that are asked for; `except` leaves one filter out. */
export function matchesAll(row: NodePortRow, asked: NodePortQuery, except?: keyof NodePortQuery): boolean {
  const rest: NodePortQuery = { ...asked };
  if (except) delete rest[except];
  const { namespace, owner, approval, forgotten, q } = rest;
  return (
    (!namespace || named(row.namespace) === namespace) &&
    (!owner || named(row.owner?.name) === owner) &&
    (!approval || approvalOf(row) === approval) &&
    (forgotten === undefined || row.signs.length > 0 === forgotten) &&
    (q ?? "")
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .every((word) => holds(row, word))
  );
}

/** How many rows each value of a filter would leave, beside the other filters. */
export function facetsOf(rows: readonly NodePortRow[], asked: NodePortQuery): NodePortRegister["facets"] {
  const counted = (filter: "namespace" | "owner" | "approval", valueIn: (row: NodePortRow) => string) => {
    const matching = rows.filter((row) => matchesAll(row, asked, filter)).map(valueIn);
    const counts = [...Map.groupBy(matching, (value) => value)].map(([value, list]) => ({ value, count: list.length }));
    return counts.filter(({ value }) => value !== "").sort((a, b) => a.value.localeCompare(b.value, "en"));
  };
  return {
    namespace: counted("namespace", (row) => named(row.namespace)),
    owner: counted("owner", (row) => named(row.owner?.name)),
    approval: counted("approval", approvalOf),
  };
}
