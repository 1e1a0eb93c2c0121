import { checks, findCheck } from "../../lib/checks/index.ts";
import { portsOf } from "../../lib/checks/ports-of.ts";
import type { Check } from "../../lib/domain/check.ts";
import type { ReferencePort } from "../../lib/domain/port-reference/index.ts";

type Row = Pick<ReferencePort, "checks">;

const named = (row: Row): Check[] => row.checks.flatMap((id) => findCheck(id) ?? []);

/**
 * The checks of each entry of one port: those that the reference names, and those of the same component that judge the
 * port. What judges the number and belongs to no entry is `others`.
 */
export function checksByRow<R extends Row>(
  port: number,
  rows: readonly R[],
): { byRow: Map<R, Check[]>; others: Check[] } {
  const judging = checks.filter((check) => portsOf(check).includes(port));
  const byRow = new Map(
    rows.map((row) => {
      const own = named(row);
      const components = new Set(own.map(({ component }) => component));
      return [row, [...new Set([...own, ...judging.filter(({ component }) => components.has(component))])]];
    }),
  );
  const placed = new Set([...byRow.values()].flat());
  return { byRow, others: judging.filter((check) => !placed.has(check)) };
}
