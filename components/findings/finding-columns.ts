import type { FindingColumn } from "../../lib/domain/preferences.ts";

/** Widths in pixels that hold what a column says in either language; of "finding" the least it is worth reading in. */
export const columnWidths: Record<FindingColumn, number> = {
  severity: 82,
  finding: 280,
  cluster: 96,
  node: 120,
  port: 86,
  vantage: 106,
  result: 88,
  assignee: 88,
  due: 94,
  failing: 78,
  checked: 100,
};

/** The box before each row; there is none where nothing can be chosen. */
export const selectWidth = 28;

/** Narrower than this, a row is two lines instead of columns. */
export const twoLineBelow = 560;

/** Width from which each column has room, in the person's order: where room is scarce the last ones go first. */
function roomNeeded(columns: readonly FindingColumn[], selectable: boolean): number[] {
  let sum = (selectable ? selectWidth : 0) + columnWidths.finding;
  return columns.map((column) => {
    if (column === "finding") return 0;
    sum += columnWidths[column];
    return sum;
  });
}

/**
 * Style rules that leave out what has no room, by the width of the list itself and not of the window: a drawer beside it
 * takes room as well. Only columns after the one that finds none are concerned, so that order is kept.
 */
export function roomRules(columns: readonly FindingColumn[], selectable: boolean): string {
  const before = selectable ? 1 : 0;
  return roomNeeded(columns, selectable)
    .map((room, index) =>
      room <= twoLineBelow
        ? ""
        : `@container findings (min-width:${twoLineBelow}px) and (max-width:${room - 1}px){.findings-list :is(th,td):nth-child(${index + 1 + before}):not(.of-finding,[colspan]){display:none}}`,
    )
    .join("");
}
