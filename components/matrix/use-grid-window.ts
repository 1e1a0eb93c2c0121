"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { GridPlace } from "./matrix-keys.ts";
import type { GridSizes } from "./use-grid-sizes.ts";
import { offsetToShow, type Slice, visibleSlice } from "./visible-slice.ts";

interface Grid {
  lines: number;
  columns: number;
  sizes: GridSizes;
  /** Lines drawn before anything was measured. */
  firstScreen: number;
}

const beside = { lines: 5, columns: 1 };

/** Of the box what is not under the sticky head and the sticky names. */
function sightOf(box: HTMLElement, { name }: GridSizes) {
  const head = box.querySelector("thead")?.offsetHeight ?? 0;
  const [top, side] = [box.scrollTop, Math.abs(box.scrollLeft)];
  return {
    lines: { start: top, end: top + box.clientHeight - head },
    columns: { start: side, end: side + box.clientWidth - name },
  };
}

/** Lines and columns that are in sight of a box that scrolls, and the way to one that is not. All are of one size. */
export function useGridWindow(box: RefObject<HTMLElement | null>, { lines, columns, sizes, firstScreen }: Grid) {
  const [drawn, setDrawn] = useState<{ lines: Slice; columns: Slice }>({
    lines: { from: 0, to: Math.min(firstScreen, lines) - 1 },
    columns: { from: 0, to: columns - 1 },
  });
  const known = useRef(drawn);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (draw: (update: () => void) => void) => {
      const sight = sightOf(element, sizes);
      const next = {
        lines: visibleSlice(sight.lines, { size: sizes.row, count: lines, beside: beside.lines }),
        columns: visibleSlice(sight.columns, { size: sizes.column, count: columns, beside: beside.columns }),
      };
      if (JSON.stringify(next) === JSON.stringify(known.current)) return;
      known.current = next;
      draw(() => setDrawn(next));
    };
    // In the frame of the scroll: a moment later the lines would be missing.
    const scrolled = () => look(flushSync);
    const observer = new ResizeObserver(() => look((update) => update()));
    element.addEventListener("scroll", scrolled, { passive: true });
    observer.observe(element);
    look((update) => update());
    return () => {
      element.removeEventListener("scroll", scrolled);
      observer.disconnect();
    };
  }, [box, lines, columns, sizes]);

  const show = useCallback(
    ({ line, column }: GridPlace) => {
      const element = box.current;
      if (!element) return;
      const sight = sightOf(element, sizes);
      element.scrollTop = offsetToShow(line, { ...sight.lines, size: sizes.row });
      if (column === 0 || element.scrollWidth <= element.clientWidth) return;
      const side = offsetToShow(column - 1, { ...sight.columns, size: sizes.column });
      element.scrollLeft = sizes.rightToLeft ? -side : side;
    },
    [box, sizes],
  );
  return { drawn, show };
}
