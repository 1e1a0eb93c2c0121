"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from "react";

/** Up to so many rows all stand in the page; of more only those around the window do. */
export const allBelow = 100;
/** Rows beyond either edge of the window, and the step in which what stands in the page moves. */
const beyond = 20;
const step = 10;

export interface RowWindow {
  first: number;
  /** After the last. */
  end: number;
  rowHeight: number;
}

/** Which rows are near the window, given where the first begins relative to it; all heights in pixels. */
export function rowsNear(count: number, top: number, windowHeight: number, rowHeight: number): RowWindow {
  if (count <= allBelow) return { first: 0, end: count, rowHeight };
  const first = Math.floor((-top / rowHeight - beyond) / step) * step;
  const end = Math.ceil(((windowHeight - top) / rowHeight + beyond) / step) * step;
  const within = (index: number) => Math.min(count, Math.max(0, index));
  return { first: within(first), end: within(end), rowHeight };
}

/** As rows were last seen: a list that is come back to is as high as it was before its rows can be measured. */
let seenHeight = 32;

/**
 * Follows the window's scrolling over a body of rows that are all of one height. By hand and not by a library: the
 * arithmetic of equal rows is two divisions, and every kilobyte here is one that the first view of the page waits for.
 */
export function useRowWindow(count: number, body: RefObject<HTMLElement | null>): RowWindow {
  const [shown, setShown] = useState<RowWindow>(() => ({
    first: 0,
    end: Math.min(count, allBelow),
    rowHeight: seenHeight,
  }));
  const look = useCallback(() => {
    if (!body.current) return;
    const rowHeight = body.current.querySelector<HTMLElement>("tr[data-index]")?.offsetHeight || seenHeight;
    seenHeight = rowHeight;
    const next = rowsNear(count, body.current.getBoundingClientRect().top, innerHeight, rowHeight);
    setShown((before) =>
      before.first === next.first && before.end === next.end && before.rowHeight === next.rowHeight ? before : next,
    );
  }, [count, body]);
  useLayoutEffect(look, [look]);
  useEffect(() => {
    const options = { passive: true };
    addEventListener("scroll", look, options);
    addEventListener("resize", look, options);
    const resized = new ResizeObserver(look);
    if (body.current) resized.observe(body.current);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
      resized.disconnect();
    };
  }, [look, body]);
  // The count may have changed since the window was looked at.
  return { ...shown, first: Math.min(shown.first, count), end: Math.min(Math.max(shown.end, shown.first), count) };
}
