export interface GridPlace {
  line: number;
  /** 0 is the name of the node. */
  column: number;
}

interface Grid {
  lines: number;
  columns: number;
  /** Lines that are on the screen. */
  page: number;
  rightToLeft: boolean;
}

const clamp = (value: number, last: number) => Math.min(last, Math.max(0, value));

/** Where a key leads to, as the grid pattern of WAI-ARIA has it; null for keys that lead nowhere. */
export function moveInGrid(
  key: string,
  { line, column }: GridPlace,
  { lines, columns, page, rightToLeft }: Grid,
  withControl = false,
): GridPlace | null {
  const [lastLine, lastColumn] = [lines - 1, columns - 1];
  const to = (nextLine: number, nextColumn = column) => ({
    line: clamp(nextLine, lastLine),
    column: clamp(nextColumn, lastColumn),
  });
  const forwards = rightToLeft ? -1 : 1;
  switch (key) {
    case "ArrowDown":
      return to(line + 1);
    case "ArrowUp":
      return to(line - 1);
    case "ArrowRight":
      return to(line, column + forwards);
    case "ArrowLeft":
      return to(line, column - forwards);
    case "PageDown":
      return to(line + page);
    case "PageUp":
      return to(line - page);
    case "Home":
      return to(withControl ? 0 : line, 0);
    case "End":
      return to(withControl ? lastLine : line, lastColumn);
    default:
      return null;
  }
}
