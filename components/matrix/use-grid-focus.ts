"use client";

import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import type { MatrixLine } from "../../lib/domain/matrix-lines.ts";
import { matrixClasses } from "../../lib/domain/views/matrix-view.ts";
import { type GridPlace, moveInGrid } from "./matrix-keys.ts";

/** How a line is called in `data-place`. */
export const lineKey = (line: MatrixLine): string => (line.kind === "node" ? line.row.id : `group:${line.key}`);

interface Grid {
  box: RefObject<HTMLDivElement | null>;
  lines: readonly MatrixLine[];
  length: number;
  active: GridPlace;
  page: number;
  rightToLeft: boolean;
  show: (place: GridPlace) => void;
  activate: (line: MatrixLine | undefined, column: number) => void;
}

const lastColumn = matrixClasses.length;

/** One cell takes the focus; arrows, pages, Home and End move it, and scroll there what is not drawn yet. */
export function useGridFocus({ box, lines, length, active, page, rightToLeft, show, activate }: Grid) {
  const wanted = useRef<GridPlace | null>(null);

  const focusWanted = useCallback(() => {
    const place = wanted.current;
    const line = place ? lines[place.line] : undefined;
    if (!place || !line) return;
    const column = line.kind === "group" ? 0 : place.column;
    const found = box.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(`${lineKey(line)}.${column}`)}"]`);
    if (!found) return;
    wanted.current = null;
    found.focus({ preventScroll: true });
  }, [box, lines]);

  // After every drawing: what is wanted may have come into it.
  useEffect(focusWanted);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLDivElement>) => {
      if (event.altKey || event.metaKey || !(event.target as HTMLElement).dataset.place) return;
      const grid = { lines: length, columns: lastColumn + 1, page, rightToLeft };
      const place = moveInGrid(event.key, active, grid, event.ctrlKey);
      if (!place) return;
      event.preventDefault();
      wanted.current = place;
      activate(lines[place.line], place.column);
      show(place);
      focusWanted();
    },
    [active, activate, focusWanted, length, lines, page, rightToLeft, show],
  );

  const want = useCallback((place: GridPlace) => {
    wanted.current = place;
  }, []);

  return { onKeyDown, want };
}
