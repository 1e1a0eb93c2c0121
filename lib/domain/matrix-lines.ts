import { type MatrixGrouping, type MatrixQuery, type MatrixSort, matrixRoles, noValue } from "./matrix-query.ts";
import { severities } from "./severity.ts";
import type { MatrixRow } from "./views/matrix-view.ts";

/** A line of the grid: a node, or the head of a group with the number of its nodes. */
export type MatrixLine =
  | { kind: "node"; row: MatrixRow }
  | { kind: "group"; key: string; nodes: number; folded: boolean };

/** Names with numbers in the order people count them. */
const names = new Intl.Collator("en", { numeric: true });

const rankOf = ({ worst }: MatrixRow) => (worst === null ? severities.length : severities.indexOf(worst));

const orders: Record<MatrixSort, (a: MatrixRow, b: MatrixRow) => number> = {
  worst: (a, b) => rankOf(a) - rankOf(b) || b.findings - a.findings,
  name: () => 0,
  ports: (a, b) => b.openPorts - a.openPorts,
  zone: (a, b) => names.compare(a.zone ?? "\uffff", b.zone ?? "\uffff"),
};

/** Rows in their order; among equals by name. */
export function sortMatrix(rows: readonly MatrixRow[], sort: MatrixSort): MatrixRow[] {
  const order = orders[sort];
  // Comparing names is slow: their order is worked out once, and a stable sort keeps it among equals.
  const byName = rows.toSorted((a, b) => names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  return sort === "name" ? byName : byName.sort(order);
}

function keyOf(row: MatrixRow, group: MatrixGrouping): string {
  if (group === "role") return row.role;
  if (group === "distribution") return row.distribution;
  return (group === "zone" ? row.zone : row.worst) ?? noValue;
}

function placeOf(key: string, group: MatrixGrouping): number {
  if (key === noValue) return 1000;
  const known: readonly string[] = group === "role" ? matrixRoles : group === "posture" ? severities : [];
  return known.indexOf(key);
}

/** Sorted rows under the heads of their groups; of a folded group the head alone. */
export function matrixLines(
  rows: readonly MatrixRow[],
  { group, folded }: Pick<MatrixQuery, "group" | "folded">,
): MatrixLine[] {
  if (group === "none") return rows.map((row) => ({ kind: "node", row }));
  const groups = [...Map.groupBy(rows, (row) => keyOf(row, group))].sort(
    ([a], [b]) => placeOf(a, group) - placeOf(b, group) || names.compare(a, b),
  );
  return groups.flatMap(([key, of]): MatrixLine[] => {
    const head = { kind: "group" as const, key, nodes: of.length, folded: folded.includes(key) };
    return head.folded ? [head] : [head, ...of.map((row) => ({ kind: "node" as const, row }))];
  });
}
