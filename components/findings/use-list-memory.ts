"use client";

import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { keep, type ListMemory, remember, thisVisit, visitState } from "./list-memory.ts";

/** How long scrolling rests before its place is written down. */
const restMs = 200;

/**
 * Keeps how the list looks and where it was scrolled to, and gives it back once to a list that is come back to. The
 * browser's own restoring is switched off meanwhile: it would also jump when the drawer closes.
 */
export function useListMemory(looks: Omit<ListMemory, "offset">, restore: (memory: ListMemory, visit: string) => void) {
  const visit = useRef<string | null>(null);
  const offset = useRef(0);
  const now = useRef(looks);
  now.current = looks;
  const restoring = useRef(restore);
  useLayoutEffect(() => {
    const before = thisVisit();
    visit.current = before.id;
    history.scrollRestoration = "manual";
    if (before.memory) {
      offset.current = before.memory.offset;
      restoring.current(before.memory, before.id);
    } else {
      // Another filter or order begins with its first row, also where the list before was scrolled far down.
      const list = document.querySelector(".findings-box");
      if (list && list.getBoundingClientRect().top < 0) list.scrollIntoView();
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => remember(before.id, { ...now.current, offset: offset.current });
    const moved = () => {
      offset.current = scrollY;
      clearTimeout(timer);
      timer = setTimeout(write, restMs);
    };
    addEventListener("scroll", moved, { passive: true });
    addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      // The entry of the history is the next page's already: only what this one looked like is written.
      keep(before.id, { ...now.current, offset: offset.current });
      removeEventListener("scroll", moved);
      removeEventListener("pagehide", write);
      history.scrollRestoration = "auto";
    };
  }, []);
  const { rows, chosen, open } = looks;
  useEffect(() => {
    if (visit.current) remember(visit.current, { rows, chosen, open, offset: offset.current });
  }, [rows, chosen, open]);
  return useCallback((): Record<string, unknown> => (visit.current ? visitState(visit.current) : {}), []);
}
