/**
 * Roles of the grid pattern, said aloud: the elements are laid out as boxes, and some browsers then no longer take a row
 * for a row.
 */
export const asRow = (index: number) => ({ role: "row", "aria-rowindex": index + 1 });
export const asRowHeader = { role: "rowheader", "aria-colindex": 1 };
export const asColumnHeader = (index: number) => ({ role: "columnheader", "aria-colindex": index + 1 });
export const asCell = (index: number) => ({ role: "gridcell", "aria-colindex": index + 1 });
export const asRowGroup = { role: "rowgroup" };
