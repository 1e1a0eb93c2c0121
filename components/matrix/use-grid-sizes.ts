"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** Pixels, as the style sheet has them at this width; before it was measured, those of a wide screen. */
export interface GridSizes {
  row: number;
  column: number;
  name: number;
  rightToLeft: boolean;
}

const wide: GridSizes = { row: 32, column: 100, name: 304, rightToLeft: false };

const pixels = (style: CSSStyleDeclaration, name: string, otherwise: number): number => {
  const rems = Number.parseFloat(style.getPropertyValue(name));
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(rems) && rems > 0 ? rems * root : otherwise;
};

/** Reads the sizes of lines and columns, which the style sheet chooses by the width of the screen. */
export function useGridSizes(box: RefObject<HTMLElement | null>): GridSizes {
  const [sizes, setSizes] = useState(wide);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const read = () => {
      const style = getComputedStyle(element);
      const next = {
        row: pixels(style, "--mx-row", wide.row),
        column: pixels(style, "--mx-col", wide.column),
        name: pixels(style, "--mx-name", wide.name),
        rightToLeft: style.direction === "rtl",
      };
      setSizes((known) => (JSON.stringify(known) === JSON.stringify(next) ? known : next));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return sizes;
}
